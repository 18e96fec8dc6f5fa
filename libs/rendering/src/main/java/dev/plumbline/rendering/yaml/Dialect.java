package dev.plumbline.rendering.yaml;

import java.util.Set;
import java.util.regex.Pattern;

/// The two ways in which kustomize reads a plain scalar: go-yaml v3 for resources, go-yaml v2 (YAML 1.1, where `yes`,
/// `on` and `n` are booleans) for kustomization files, JSON patches and the question whether a text must be quoted.
public enum Dialect {
    V2, V3;

    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Set<String> OLD_TRUE = Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> OLD_FALSE = Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF");
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> SPECIAL_FLOATS = Set.of(".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf",
            "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");
    private static final Pattern FLOAT = Pattern
            .compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");

    /// What an untagged plain scalar of this text is: never [Tag#NONE], [Tag#BINARY] or [Tag#OTHER].
    public Tag tagOf(String text) {
        if (text.isEmpty()) {
            return Tag.NULL;
        }
        char first = text.charAt(0);
        if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
            return numberTag(text, first);
        }
        return switch (first) {
            case 't', 'T', 'f', 'F' -> BOOLEANS.contains(text) ? Tag.BOOL : Tag.STR;
            case '~' -> NULLS.contains(text) ? Tag.NULL : Tag.STR;
            case 'y', 'Y', 'o', 'O' -> isOldBoolean(text) ? Tag.BOOL : Tag.STR;
            case 'n', 'N' -> NULLS.contains(text) ? Tag.NULL : isOldBoolean(text) ? Tag.BOOL : Tag.STR;
            default -> Tag.STR;
        };
    }

    /// The value of a text that [#tagOf(String)] calls a boolean.
    public boolean booleanOf(String text) {
        return text.equals("true") || text.equals("True") || text.equals("TRUE") || OLD_TRUE.contains(text);
    }

    /// Whether an emitter must quote this text to keep it a string.
    boolean mustQuote(String text) {
        return tagOf(text) != Tag.STR || isBase60(text);
    }

    /// Whether a parser of this dialect would make something else than a string of the whole text.
    boolean readsAsOtherThanString(String text) {
        if (text.isEmpty() || text.indexOf('\n') >= 0) {
            return false;
        }
        Tag tag = tagOf(text);
        return tag != Tag.STR && tag != Tag.TIMESTAMP;
    }

    private Tag numberTag(String text, char first) {
        if (SPECIAL_FLOATS.contains(text)) {
            return Tag.FLOAT;
        }
        if (first == '.') {
            return FLOAT.matcher(text).matches() ? Tag.FLOAT : Tag.STR;
        }
        if (Timestamps.parse(text) != null) {
            return Tag.TIMESTAMP;
        }
        String digits = GoNumbers.withoutUnderscores(text);
        if (GoNumbers.integer(digits) != null) {
            return Tag.INT;
        }
        return FLOAT.matcher(digits).matches() ? Tag.FLOAT : Tag.STR;
    }

    private boolean isOldBoolean(String text) {
        return this == V2 && (OLD_TRUE.contains(text) || OLD_FALSE.contains(text));
    }

    private static boolean isBase60(String text) {
        return text.indexOf(':') > 0 && BASE_60.matcher(text).matches();
    }
}
