package dev.plumbline.kubernetes.selectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.plumbline.kubernetes.api.NameRules;

/// The grammar of label selectors: requirements separated by commas.
final class LabelSelectorParser {
    private static final String SPECIAL = "=!(),<>";

    private final List<String> tokens = new ArrayList<>();
    private int at;

    LabelSelectorParser(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (SPECIAL.indexOf(c) >= 0) {
                int length = text.startsWith("==", i) || text.startsWith("!=", i) ? 2 : 1;
                tokens.add(text.substring(i, i + length));
                i += length;
            } else {
                int end = i;
                while (end < text.length() && SPECIAL.indexOf(text.charAt(end)) < 0
                        && !Character.isWhitespace(text.charAt(end))) {
                    end++;
                }
                tokens.add(text.substring(i, end));
                i = end;
            }
        }
    }

    List<LabelSelector.Requirement> parse() throws SelectorException {
        List<LabelSelector.Requirement> requirements = new ArrayList<>();
        while (at < tokens.size()) {
            if (!peek().equals("!") && isSpecial(peek())) {
                String expected = requirements.isEmpty()
                        ? "!, identifier, or 'end of string'"
                        : "identifier after ','";
                throw new SelectorException("found '" + peek() + "', expected: " + expected);
            }
            requirements.add(requirement());
            if (at < tokens.size()) {
                String separator = take();
                if (!separator.equals(",")) {
                    throw new SelectorException("found '" + separator + "', expected: ',' or 'end of string'");
                }
                if (at == tokens.size()) {
                    throw new SelectorException("found '', expected: identifier after ','");
                }
            }
        }
        return requirements;
    }

    private LabelSelector.Requirement requirement() throws SelectorException {
        if (peek().equals("!")) {
            take();
            return new LabelSelector.Absent(key());
        }
        String key = key();
        if (peek().isEmpty() || peek().equals(",")) {
            return new LabelSelector.Exists(key);
        }
        String operator = take();
        return switch (operator) {
            case "=", "==" -> new LabelSelector.In(key, checked(key, Set.of(value())));
            case "!=" -> new LabelSelector.NotIn(key, checked(key, Set.of(value())));
            case "in" -> new LabelSelector.In(key, checked(key, values()));
            case "notin" -> new LabelSelector.NotIn(key, checked(key, values()));
            case ">", "<" -> compared(key, operator);
            default -> throw found(operator, ", expected: in, notin, =, ==, !=, gt, lt");
        };
    }

    private LabelSelector.Requirement compared(String key, String operator) throws SelectorException {
        String bound = value();
        try {
            return new LabelSelector.Compared(key, Long.parseLong(bound), operator.equals(">"));
        } catch (NumberFormatException e) {
            List<String> problems = new ArrayList<>();
            problems.add("values[0]: Invalid value: \"" + bound
                    + "\": for 'Gt', 'Lt' operators, the value must be an integer");
            problems.addAll(problems(key, List.of(bound)));
            throw refused(problems);
        }
    }

    private String key() throws SelectorException {
        String key = take();
        if (key.isEmpty() || isSpecial(key)) {
            throw found(key, ", expected: identifier");
        }
        List<String> complaints = NameRules.qualifiedName(key);
        if (!complaints.isEmpty()) {
            throw new SelectorException("unable to parse requirement: <nil>: Invalid value: \"" + key + "\": "
                    + String.join("; ", complaints));
        }
        return key;
    }

    /// A value may be missing: `key=`.
    private String value() throws SelectorException {
        if (peek().isEmpty() || peek().equals(",")) {
            return "";
        }
        String value = take();
        if (isSpecial(value)) {
            throw found(value, ", expected: identifier");
        }
        return value;
    }

    /// `(a,b)`; nothing before, between or after commas is an empty value.
    private Set<String> values() throws SelectorException {
        String open = take();
        if (!open.equals("(")) {
            throw found(open, " expected: '('");
        }
        if (peek().isEmpty() || (isSpecial(peek()) && !peek().equals(",") && !peek().equals(")"))) {
            throw found(peek(), ", expected: ',', ')' or identifier");
        }
        Set<String> values = new TreeSet<>();
        boolean needsValue = true;
        while (!peek().equals(")")) {
            String token = take();
            if (token.equals(",")) {
                if (needsValue) {
                    values.add("");
                }
                needsValue = true;
            } else if (token.isEmpty() || isSpecial(token)) {
                throw found(token, ", expected: ',', or identifier");
            } else {
                values.add(token);
                needsValue = false;
                if (!peek().equals(",") && !peek().equals(")")) {
                    throw found(peek(), ", expected: ',' or ')'");
                }
            }
        }
        take();
        if (needsValue) {
            values.add("");
        }
        return values;
    }

    private static Set<String> checked(String key, Set<String> values) throws SelectorException {
        List<String> problems = problems(key, List.copyOf(values));
        if (!problems.isEmpty()) {
            throw refused(problems);
        }
        return values;
    }

    private static List<String> problems(String key, List<String> values) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            List<String> complaints = NameRules.labelValue(values.get(i));
            if (!complaints.isEmpty()) {
                problems.add("values[" + i + "][" + key + "]: Invalid value: \"" + values.get(i) + "\": "
                        + String.join("; ", complaints));
            }
        }
        return problems;
    }

    private static SelectorException refused(List<String> problems) {
        return new SelectorException("unable to parse requirement: "
                + (problems.size() == 1 ? problems.getFirst() : "[" + String.join(", ", problems) + "]"));
    }

    private static SelectorException found(String token, String expected) {
        return new SelectorException("unable to parse requirement: found '" + token + "'" + expected);
    }

    private static boolean isSpecial(String token) {
        return SPECIAL.indexOf(token.charAt(0)) >= 0;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String take() {
        return at < tokens.size() ? tokens.get(at++) : "";
    }
}
