package dev.plumbline.rendering.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/// Writes a JSON value byte for byte as go-yaml v2's block emitter does: keys in [KeyOrder], lists not indented below
/// their key, quoted and plain scalars folded at the first single space past column 80, multi-line text as a literal
/// block where it can be one.
public final class YamlPrinter {
    private static final int WIDTH = 80;
    private static final int INDENT = 2;
    private static final int LONGEST_SIMPLE_KEY = 128;
    private final StringBuilder out = new StringBuilder();
    private int column;

    private YamlPrinter() {
    }

    /// The text of one document, ending in a line break.
    ///
    /// @throws YamlProblem when a text holds a character that YAML has no place for, such as DEL
    public static String print(JsonNode value) {
        YamlPrinter printer = new YamlPrinter();
        printer.node(value, 0, false);
        printer.newLine();
        return printer.out.toString();
    }

    /// Finds what [#print(JsonNode)] would refuse.
    ///
    /// @throws YamlProblem naming the character
    public static void requirePrintable(JsonNode value) {
        if (value.isTextual()) {
            checkPrintable(value.textValue());
        }
        value.properties().forEach(field -> checkPrintable(field.getKey()));
        value.forEach(YamlPrinter::requirePrintable);
    }

    private void node(JsonNode value, int indent, boolean insideMapping) {
        switch (value.getNodeType()) {
            case OBJECT -> mapping(value, indent);
            case ARRAY -> sequence(value, insideMapping ? indent - INDENT : indent);
            case STRING -> string(value.textValue(), indent, false);
            case NUMBER -> write(value.isIntegralNumber() ? value.asText() : GoNumbers.shortest(value.doubleValue()));
            default -> write(value.asText());
        }
    }

    private void mapping(JsonNode value, int indent) {
        if (value.isEmpty()) {
            write("{}");
            return;
        }
        List<String> keys = new ArrayList<>(value.size());
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            keys.add(field.getKey());
        }
        KeyOrder.sort(keys);
        boolean first = true;
        for (String key : keys) {
            startEntry(indent, first);
            first = false;
            entry(key, value.path(key), indent);
        }
    }

    private void entry(String key, JsonNode value, int indent) {
        int bytes = utf8Length(key);
        boolean simple = bytes <= LONGEST_SIMPLE_KEY && !PlainText.of(key).isMultiline();
        if (simple) {
            string(key, indent + INDENT, true);
        } else {
            write("? ");
            string(key, indent + INDENT, false);
            newLine();
            spaces(indent);
        }
        write(":");
        boolean below = value.isContainerNode() && !value.isEmpty();
        if (!below) {
            write(" ");
        } else if (simple) {
            newLine();
            spaces(value.isObject() ? indent + INDENT : indent);
        } else {
            // after an explicit key the collection starts on the line of its colon
            write(" ");
        }
        node(value, indent + INDENT, simple);
    }

    private void sequence(JsonNode value, int indent) {
        if (value.isEmpty()) {
            write("[]");
            return;
        }
        boolean first = true;
        for (JsonNode item : value) {
            startEntry(indent, first);
            first = false;
            write("- ");
            node(item, indent + INDENT, false);
        }
    }

    private void startEntry(int indent, boolean first) {
        if (!first) {
            newLine();
            spaces(indent);
        }
    }

    private void string(String text, int indent, boolean simpleKey) {
        checkPrintable(text);
        PlainText form = PlainText.of(text);
        boolean foldable = !simpleKey;
        if (text.indexOf('\n') >= 0) {
            if (form.isBlockAllowed() && !simpleKey) {
                literal(text, indent);
            } else {
                doubleQuoted(text, indent, foldable);
            }
        } else if (Dialect.V2.mustQuote(text) || (simpleKey && text.equals(Mapping.MERGE_KEY))) {
            doubleQuoted(text, indent, foldable);
        } else if (form.isPlainAllowed()) {
            plain(text, indent, foldable);
        } else if (form.isSingleAllowed()) {
            singleQuoted(text, indent, foldable);
        } else {
            doubleQuoted(text, indent, foldable);
        }
    }

    private void plain(String text, int indent, boolean foldable) {
        boolean afterSpace = false;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            if (c == ' ' && foldable && !afterSpace && column > WIDTH && !isSpace(text, i + 1)) {
                newLine();
                spaces(indent);
            } else {
                write(c);
            }
            afterSpace = c == ' ';
            i += Character.charCount(c);
        }
    }

    private void singleQuoted(String text, int indent, boolean foldable) {
        write("'");
        boolean afterSpace = false;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c == ' ' && foldable && !afterSpace && column > WIDTH && i > 0 && next < text.length()
                    && !isSpace(text, next)) {
                newLine();
                spaces(indent);
            } else if (PlainText.isBreak(c)) {
                write(c);
                column = 0;
                spaces(next < text.length() && !PlainText.isBreak(text.codePointAt(next)) ? indent : 0);
            } else {
                write(c == '\'' ? "''" : Character.toString(c));
            }
            afterSpace = c == ' ';
            i = next;
        }
        write("'");
    }

    private void doubleQuoted(String text, int indent, boolean foldable) {
        // the Go port looks for a byte order mark at the start of the text, whichever character it is asked about
        boolean escapeAll = text.startsWith("\uFEFF");
        write("\"");
        boolean afterSpace = false;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (escapeAll || !PlainText.isPrintable(c) || PlainText.isBreak(c) || c == '"' || c == '\\') {
                write(escape(c));
                afterSpace = false;
            } else if (c == ' ') {
                if (foldable && !afterSpace && column > WIDTH && i > 0 && next < text.length()) {
                    newLine();
                    spaces(indent);
                    if (isSpace(text, next)) {
                        write("\\");
                    }
                } else {
                    write(c);
                }
                afterSpace = true;
            } else {
                write(c);
                afterSpace = false;
            }
            i = next;
        }
        write("\"");
    }

    private void literal(String text, int indent) {
        char first = text.charAt(0);
        write("|");
        if (first == ' ' || PlainText.isBreak(first)) {
            write(String.valueOf(INDENT));
        }
        write(chomping(text));
        newLine();
        boolean atLineStart = true;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\n') {
                // the break after the last line is written by whatever comes next
                if (i < text.length()) {
                    newLine();
                }
                atLineStart = true;
            } else if (PlainText.isBreak(c)) {
                write(c);
                column = 0;
                atLineStart = true;
            } else {
                if (atLineStart) {
                    spaces(indent);
                }
                write(c);
                atLineStart = false;
            }
        }
    }

    private static String chomping(String text) {
        int last = text.length() - 1;
        if (!PlainText.isBreak(text.charAt(last))) {
            return "-";
        }
        return last == 0 || PlainText.isBreak(text.charAt(last - 1)) ? "+" : "";
    }

    private static String escape(int c) {
        return switch (c) {
            case 0 -> "\\0";
            case 7 -> "\\a";
            case 8 -> "\\b";
            case 9 -> "\\t";
            case 10 -> "\\n";
            case 11 -> "\\v";
            case 12 -> "\\f";
            case 13 -> "\\r";
            case 0x1B -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 0x85 -> "\\N";
            case 0xA0 -> "\\_";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default -> c <= 0xFF
                    ? "\\x%02X".formatted(c)
                    : c <= 0xFFFF
                            ? "\\u%04X".formatted(c)
                            : "\\U%08X".formatted(c);
        };
    }

    private static void checkPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 0x7F && c <= 0x9F && c != 0x85) || c == 0xFFFE || c == 0xFFFF) {
                throw new YamlProblem("control characters are not allowed: U+%04X in \"%s\"".formatted((int) c,
                        text.length() > 40 ? text.substring(0, 40) + "…" : text), 0);
            }
        }
    }

    private static boolean isSpace(String text, int i) {
        return i < text.length() && text.charAt(i) == ' ';
    }

    private static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }

    private void write(String text) {
        out.append(text);
        column += text.codePointCount(0, text.length());
    }

    private void write(int c) {
        out.appendCodePoint(c);
        column++;
    }

    private void spaces(int count) {
        for (int i = 0; i < count; i++) {
            out.append(' ');
        }
        column += count;
    }

    private void newLine() {
        out.append('\n');
        column = 0;
    }
}
