package dev.plumbline.kubernetes.kinds;

/// What encoding/json says about text that is no JSON, for the first character that cannot stand where it does.
final class GoJson {
    private GoJson() {
    }

    static String problem(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return "unexpected end of JSON input";
        }
        for (String literal : new String[]{"null", "true", "false"}) {
            if (trimmed.charAt(0) == literal.charAt(0)) {
                return literal(trimmed, literal);
            }
        }
        return "{[\"-0123456789".indexOf(trimmed.charAt(0)) < 0
                ? "invalid character '" + trimmed.charAt(0) + "' looking for beginning of value"
                : "unexpected end of JSON input";
    }

    private static String literal(String text, String literal) {
        for (int i = 1; i < literal.length(); i++) {
            if (i >= text.length()) {
                return "unexpected end of JSON input";
            }
            if (text.charAt(i) != literal.charAt(i)) {
                return "invalid character '" + text.charAt(i) + "' in literal " + literal + " (expecting '"
                        + literal.charAt(i) + "')";
            }
        }
        return "invalid character '" + text.charAt(literal.length()) + "' after top-level value";
    }
}
