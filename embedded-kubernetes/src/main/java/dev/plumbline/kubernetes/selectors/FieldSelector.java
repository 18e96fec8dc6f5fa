package dev.plumbline.kubernetes.selectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.plumbline.kubernetes.api.ApiException;

/// Requirements on single fields that must all hold: `metadata.name=web,status.phase!=Running`.
public record FieldSelector(List<Term> terms) {
    private static final Set<String> METADATA = Set.of("metadata.name", "metadata.namespace");

    public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

    public FieldSelector {
        terms = List.copyOf(terms);
    }

    /// One requirement.
    public record Term(String field, String value, boolean equal) {
    }

    /// Reads the form of the `fieldSelector` parameter; refused with 400 if it is none.
    public static FieldSelector parse(String text) {
        List<Term> terms = new ArrayList<>();
        for (String part : split(text).stream().sorted().toList()) {
            if (!part.isEmpty()) {
                terms.add(term(part, text));
            }
        }
        return terms.isEmpty() ? EVERYTHING : new FieldSelector(terms);
    }

    /// The only name that a selector lets through; empty: any name, or no selector at all.
    public static String exactName(String text) {
        if (text.isEmpty()) {
            return "";
        }
        try {
            return parse(text).terms().stream().filter(term -> term.field().equals("metadata.name") && term.equal())
                    .map(Term::value).filter(name -> name.indexOf('/') < 0 && name.indexOf('%') < 0).findFirst()
                    .orElse("");
        } catch (ApiException e) {
            return "";
        }
    }

    private static Term term(String part, String whole) {
        for (int i = 0; i < part.length(); i++) {
            if (part.startsWith("!=", i)) {
                return new Term(part.substring(0, i), unescaped(part.substring(i + 2)), false);
            }
            if (part.charAt(i) == '=') {
                int length = part.startsWith("==", i) ? 2 : 1;
                return new Term(part.substring(0, i), unescaped(part.substring(i + length)), true);
            }
        }
        throw ApiException.badRequest("invalid selector: '" + whole + "'; can't understand '" + part + "'");
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == ',') {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /// A backslash stands before a backslash, a comma and an equals sign, which may not stand alone.
    private static String unescaped(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
                String escaped = i < value.length() ? value.substring(i, i + 1) : "";
                if (escaped.isEmpty() || !"\\,=".contains(escaped)) {
                    throw ApiException
                            .badRequest("invalid field selector: invalid escape sequence: \\" + escaped);
                }
                out.append(escaped);
            } else if (c == ',' || c == '=') {
                throw ApiException.badRequest("invalid field selector: unescaped character in value: " + (int) c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /// Refuses fields that a resource can't be selected by.
    ///
    /// @param own        fields of the kind besides name and namespace
    /// @param namespaced whether the kind's objects are in namespaces, which its own list of fields then holds too
    public void check(Set<String> own, boolean namespaced) {
        for (Term term : terms) {
            boolean isCommon = METADATA.contains(term.field())
                    && (namespaced || own.isEmpty() || term.field().equals("metadata.name"));
            if (!own.contains(term.field()) && !isCommon) {
                throw ApiException.badRequest(own.isEmpty()
                        ? "\"" + term.field() + "\" is not a known field selector: only \"metadata.name\", "
                                + "\"metadata.namespace\""
                        : "field label not supported: " + term.field());
            }
        }
    }

    public boolean matches(Map<String, String> fields) {
        for (Term term : terms) {
            if (term.equal() != term.value().equals(fields.getOrDefault(term.field(), ""))) {
                return false;
            }
        }
        return true;
    }

    public boolean isEverything() {
        return terms.isEmpty();
    }
}
