package dev.plumbline.kubernetes.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Splits an expression into tokens.
final class Lexer {
    private static final List<String> SYMBOLS = List.of("&&", "||", "==", "!=", "<=", ">=", ".?", "[?", "(", ")", "[",
            "]", "{", "}", ".", ",", "?", ":", "<", ">", "+", "-", "*", "/", "%", "!");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    enum Kind {
        IDENTIFIER, SYMBOL, LITERAL, END
    }

    /// @param value of a literal; the text of others
    record Token(Kind kind, Object value) {
        boolean is(String symbol) {
            return kind != Kind.LITERAL && value.equals(symbol);
        }
    }

    static List<Token> tokens(String text) throws CelException {
        Lexer lexer = new Lexer(text);
        lexer.run();
        return lexer.tokens;
    }

    private void run() throws CelException {
        while (true) {
            skipSpace();
            if (at >= text.length()) {
                tokens.add(new Token(Kind.END, ""));
                return;
            }
            char c = text.charAt(at);
            int prefix = stringPrefix();
            if (prefix >= 0) {
                string(text.substring(at, at + prefix).toLowerCase(Locale.ROOT), prefix);
            } else if (Character.isLetter(c) || c == '_') {
                identifier();
            } else if (Character.isDigit(c)) {
                number();
            } else {
                symbol();
            }
        }
    }

    private void skipSpace() {
        while (at < text.length()) {
            if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                return;
            }
        }
    }

    /// The length of an `r` or `b` prefix before a quote, or -1 when no string begins here.
    private int stringPrefix() {
        int i = at;
        while (i < text.length() && i - at < 2 && "rRbB".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i < text.length() && (text.charAt(i) == '"' || text.charAt(i) == '\'') ? i - at : -1;
    }

    private void string(String prefix, int prefixLength) throws CelException {
        at += prefixLength;
        char quote = text.charAt(at);
        String triple = String.valueOf(quote).repeat(3);
        String end = text.startsWith(triple, at) ? triple : String.valueOf(quote);
        at += end.length();
        StringBuilder out = new StringBuilder();
        while (!text.startsWith(end, at)) {
            if (at >= text.length()) {
                throw new CelException("unterminated string");
            }
            char c = text.charAt(at++);
            if (c == '\\' && !prefix.contains("r")) {
                at = Escapes.read(text, at, out);
            } else {
                out.append(c);
            }
        }
        at += end.length();
        tokens.add(new Token(Kind.LITERAL, prefix.contains("b") ? Values.bytes(out.toString()) : out.toString()));
    }

    private void identifier() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String word = text.substring(start, at);
        tokens.add(switch (word) {
            case "true" -> new Token(Kind.LITERAL, true);
            case "false" -> new Token(Kind.LITERAL, false);
            case "null" -> new Token(Kind.LITERAL, NullValue.NULL);
            default -> new Token(Kind.IDENTIFIER, word);
        });
    }

    private void number() throws CelException {
        int start = at;
        if (text.startsWith("0x", at)) {
            at += 2;
            while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
                at++;
            }
            tokens.add(new Token(Kind.LITERAL, Long.parseLong(text.substring(start + 2, at), 16)));
            return;
        }
        boolean isDouble = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean fraction = c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
            boolean sign = (c == '+' || c == '-') && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
            isDouble |= fraction || c == 'e' || c == 'E';
            if (!Character.isDigit(c) && !fraction && c != 'e' && c != 'E' && !sign) {
                break;
            }
            at++;
        }
        String number = text.substring(start, at);
        if (at < text.length() && (text.charAt(at) == 'u' || text.charAt(at) == 'U')) {
            at++;
        }
        try {
            tokens.add(isDouble
                    ? new Token(Kind.LITERAL, Double.valueOf(number))
                    : new Token(Kind.LITERAL, Long.valueOf(number)));
        } catch (NumberFormatException e) {
            throw new CelException("invalid number " + number);
        }
    }

    private void symbol() throws CelException {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                at += symbol.length();
                tokens.add(new Token(Kind.SYMBOL, symbol));
                return;
            }
        }
        throw new CelException("unexpected character '" + text.charAt(at) + "'");
    }
}
