package dev.plumbline.kubernetes.typed;

import java.util.List;

/// What Go's time.Parse says about a text that is no RFC 3339 time.
final class GoTime {
    private static final List<Part> SECONDS = List.of(new Digits("2006", 4, 0, 9999, ""), new Literal("-"),
            new Digits("01", 2, 1, 12, "month"), new Literal("-"), new Digits("02", 2, 1, 31, "day"),
            new Literal("T"), new Digits("15", 2, 0, 23, "hour"), new Literal(":"),
            new Digits("04", 2, 0, 59, "minute"), new Literal(":"), new Digits("05", 2, 0, 59, "second"));
    private static final String FRACTION = ".000000";

    private GoTime() {
    }

    /// One element of a layout.
    private sealed interface Part {
    }

    private record Literal(String text) implements Part {
    }

    /// A number of fixed length in a range; `unit` names it where it is out of range.
    private record Digits(String name, int length, int low, int high, String unit) implements Part {
    }

    /// @param layout with `.000000` where six digits are needed
    static UnmarshalException refusal(String text, String layout) {
        String head = "parsing time \"" + text + "\" as \"" + layout + "\": ";
        String rest = text;
        for (Part part : SECONDS) {
            switch (part) {
                case Literal(String literal) -> {
                    if (!rest.startsWith(literal)) {
                        return new UnmarshalException(head + cannotParse(rest, literal));
                    }
                    rest = rest.substring(literal.length());
                }
                case Digits digits -> {
                    String number = rest.substring(0, Math.min(digits.length(), rest.length()));
                    if (number.length() < digits.length() || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                        return new UnmarshalException(head + cannotParse(rest, digits.name()));
                    }
                    int value = Integer.parseInt(number);
                    if (value < digits.low() || value > digits.high()) {
                        return new UnmarshalException(
                                "parsing time \"" + text + "\": " + digits.unit() + " out of range");
                    }
                    rest = rest.substring(digits.length());
                }
            }
        }
        if (layout.contains(FRACTION) && !rest.matches("\\.\\d{6}(\\D.*)?")) {
            return new UnmarshalException(head + cannotParse(rest, FRACTION));
        }
        rest = rest.replaceFirst("^\\.\\d+", "");
        String zone = rest.startsWith("Z") ? "Z" : rest.replaceFirst("^([+-]\\d\\d:\\d\\d)?.*$", "$1");
        if (zone.isEmpty()) {
            return new UnmarshalException(head + cannotParse(rest, "Z07:00"));
        }
        return new UnmarshalException(rest.length() > zone.length()
                ? "parsing time \"" + text + "\": extra text: \"" + rest.substring(zone.length()) + "\""
                : "parsing time \"" + text + "\": day out of range");
    }

    private static String cannotParse(String rest, String element) {
        return "cannot parse \"" + rest + "\" as \"" + element + "\"";
    }
}
