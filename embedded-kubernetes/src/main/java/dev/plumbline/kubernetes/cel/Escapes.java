package dev.plumbline.kubernetes.cel;

/// Escape sequences of string literals.
final class Escapes {

    private Escapes() {
    }

    /// Reads what follows a backslash at `at`; returns where the text goes on.
    static int read(String text, int at, StringBuilder out) throws CelException {
        if (at >= text.length()) {
            throw new CelException("unterminated escape");
        }
        char c = text.charAt(at);
        return switch (c) {
            case 'n' -> plain('\n', at, out);
            case 't' -> plain('\t', at, out);
            case 'r' -> plain('\r', at, out);
            case 'a' -> plain('\u0007', at, out);
            case 'b' -> plain('\b', at, out);
            case 'f' -> plain('\f', at, out);
            case 'v' -> plain('\u000B', at, out);
            case '\\', '"', '\'', '`', '?' -> plain(c, at, out);
            case 'x', 'X' -> code(text, at + 1, 2, 16, out);
            case 'u' -> code(text, at + 1, 4, 16, out);
            case 'U' -> code(text, at + 1, 8, 16, out);
            case '0', '1', '2', '3' -> code(text, at, 3, 8, out);
            default -> throw new CelException("unknown escape \\" + c);
        };
    }

    private static int plain(char c, int at, StringBuilder out) {
        out.append(c);
        return at + 1;
    }

    private static int code(String text, int start, int digits, int radix, StringBuilder out) throws CelException {
        try {
            out.appendCodePoint(Integer.parseInt(text.substring(start, start + digits), radix));
            return start + digits;
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new CelException("invalid escape at " + start);
        }
    }
}
