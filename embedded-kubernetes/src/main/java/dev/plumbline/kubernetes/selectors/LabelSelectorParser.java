package dev.plumbline.kubernetes.selectors;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
            case "=", "==" -> new LabelSelector.In(key, Set.of(value(key)));
            case "!=" -> new LabelSelector.NotIn(key, Set.of(value(key)));
            case "in" -> new LabelSelector.In(key, values(key));
            case "notin" -> new LabelSelector.NotIn(key, values(key));
            case ">", "<" -> compared(key, operator);
            default -> throw new SelectorException("unable to parse requirement: found '" + operator
                    + "', expected: in, notin, =, ==, !=, gt, lt");
        };
    }

    private LabelSelector.Requirement compared(String key, String operator) throws SelectorException {
        String bound = value(key);
        try {
            return new LabelSelector.Compared(key, Long.parseLong(bound), operator.equals(">"));
        } catch (NumberFormatException e) {
            throw new SelectorException("unable to parse requirement: values[0][" + key + "]: Invalid value: \"" + bound
                    + "\": for 'Gt', 'Lt' operators, the value must be an integer");
        }
    }

    private String key() throws SelectorException {
        String key = take();
        if (key.isEmpty() || isSpecial(key)) {
            throw new SelectorException("unable to parse requirement: found '" + key + "', expected: identifier");
        }
        List<String> complaints = NameRules.qualifiedName(key);
        if (!complaints.isEmpty()) {
            throw new SelectorException("unable to parse requirement: <nil>: Invalid value: \"" + key + "\": "
                    + String.join("; ", complaints));
        }
        return key;
    }

    /// A value may be missing: `key=`.
    private String value(String key) throws SelectorException {
        if (peek().isEmpty() || peek().equals(",")) {
            return "";
        }
        String value = take();
        if (isSpecial(value)) {
            throw new SelectorException("unable to parse requirement: found '" + value + "', expected: identifier");
        }
        return checked(key, value);
    }

    private Set<String> values(String key) throws SelectorException {
        String open = take();
        if (!open.equals("(")) {
            throw new SelectorException("unable to parse requirement: found '" + open + "', expected: '('");
        }
        Set<String> values = new LinkedHashSet<>();
        while (true) {
            String token = take();
            switch (token) {
                case ")" -> {
                    if (values.isEmpty()) {
                        values.add("");
                    }
                    return values;
                }
                case "," -> {
                    if (peek().equals(")") || peek().equals(",")) {
                        values.add("");
                    }
                }
                case "" -> throw new SelectorException("unable to parse requirement: found '', expected: ',', or ')'");
                default -> values.add(checked(key, token));
            }
        }
    }

    private static String checked(String key, String value) throws SelectorException {
        List<String> complaints = NameRules.labelValue(value);
        if (!complaints.isEmpty()) {
            throw new SelectorException("unable to parse requirement: values[0][" + key + "]: Invalid value: \"" + value
                    + "\": " + String.join("; ", complaints));
        }
        return value;
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
