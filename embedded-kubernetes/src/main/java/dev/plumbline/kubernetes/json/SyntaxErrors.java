package dev.plumbline.kubernetes.json;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Says what is wrong with broken JSON in the words of Go's `encoding/json`.
public final class SyntaxErrors {
    private static final String END = "unexpected end of JSON input";
    private static final int EXCERPT_LENGTH = 100;
    /// As deep as [Json] reads.
    private static final int MAX_DEPTH = 500;

    private final String text;
    private int at;
    private int depth;

    private SyntaxErrors(String text) {
        this.text = text;
    }

    /// A broken place; its message is the description.
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message, null, false, false);
        }
    }

    public static String describe(byte[] bytes) {
        return describe(new String(bytes, StandardCharsets.UTF_8));
    }

    /// The description of the first error, or a general one where Go would find none.
    public static String describe(String text) {
        SyntaxErrors scan = new SyntaxErrors(text);
        try {
            scan.value("looking for beginning of value");
            scan.skipSpace();
            if (scan.at < text.length()) {
                throw scan.unexpected("after top-level value");
            }
            return "invalid JSON";
        } catch (Broken e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// The beginning of a body, for error messages.
    public static String excerpt(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return "<empty>";
        }
        return text.length() > EXCERPT_LENGTH ? text.substring(0, EXCERPT_LENGTH) + " ..." : text;
    }

    private void enter() throws Broken {
        if (++depth > MAX_DEPTH) {
            throw new Broken("exceeded max depth");
        }
    }

    private void value(String context) throws Broken {
        skipSpace();
        switch (next()) {
            case '{' -> {
                enter();
                object();
                depth--;
            }
            case '[' -> {
                enter();
                array();
                depth--;
            }
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> {
                at--;
                throw unexpected(context);
            }
        }
    }

    private void object() throws Broken {
        skipSpace();
        if (peekIs('}')) {
            at++;
            return;
        }
        while (true) {
            skipSpace();
            if (next() != '"') {
                at--;
                throw unexpected("looking for beginning of object key string");
            }
            string();
            skipSpace();
            expect(':', "after object key");
            value("looking for beginning of value");
            skipSpace();
            char c = next();
            if (c == '}') {
                return;
            }
            if (c != ',') {
                at--;
                throw unexpected("after object key:value pair");
            }
        }
    }

    private void array() throws Broken {
        skipSpace();
        if (peekIs(']')) {
            at++;
            return;
        }
        while (true) {
            value("looking for beginning of value");
            skipSpace();
            char c = next();
            if (c == ']') {
                return;
            }
            if (c != ',') {
                at--;
                throw unexpected("after array element");
            }
        }
    }

    private void string() throws Broken {
        while (true) {
            char c = next();
            if (c == '"') {
                return;
            }
            if (c < ' ') {
                at--;
                throw unexpected("in string literal");
            }
            if (c == '\\' && "\"\\/bfnrtu".indexOf(next()) < 0) {
                at--;
                throw unexpected("in string escape code");
            }
        }
    }

    private void literal(String word) throws Broken {
        for (int i = 1; i < word.length(); i++) {
            expect(word.charAt(i), "in literal " + word + " (expecting '" + word.charAt(i) + "')");
        }
    }

    private void number() {
        while (at < text.length() && "0123456789.eE+-".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char wanted, String context) throws Broken {
        if (next() != wanted) {
            at--;
            throw unexpected(context);
        }
    }

    private char next() throws Broken {
        if (at >= text.length()) {
            throw new Broken(END);
        }
        return text.charAt(at++);
    }

    private boolean peekIs(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private Broken unexpected(String context) {
        char c = text.charAt(at);
        String shown = switch (c) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            default -> c < ' ' || c == 0x7F || (c >= 0x80 && c < 0xA0)
                    ? String.format(Locale.ROOT, "'\\u%04x'", (int) c)
                    : "'" + c + "'";
        };
        return new Broken("invalid character " + shown + " " + context);
    }
}
