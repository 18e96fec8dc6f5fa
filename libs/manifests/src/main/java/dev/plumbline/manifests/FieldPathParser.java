package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.List;

/// Reads the text form of [FieldPath].
final class FieldPathParser {
    private final String text;
    private final List<PathElement> elements = new ArrayList<>();
    private int at;

    FieldPathParser(String text) {
        this.text = text;
    }

    FieldPath parse() {
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '/' -> segment();
                case '[' -> brackets();
                default -> throw malformed("expected '/' or '[' at position " + at);
            }
        }
        return new FieldPath(elements);
    }

    private void segment() {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != '/' && text.charAt(at) != '[') {
            at++;
        }
        String segment = text.substring(start, at);
        if (segment.isEmpty()) {
            throw malformed("a field name is missing at position " + start);
        }
        elements.add(isIndex(segment)
                ? new PathElement.Index(Integer.parseInt(segment))
                : new PathElement.Field(segment.replace("~2", "[").replace("~1", "/").replace("~0", "~")));
    }

    private static boolean isIndex(String segment) {
        return segment.length() < 10 && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void brackets() {
        at++;
        if (at < text.length() && text.charAt(at) == '=') {
            at++;
            elements.add(new PathElement.Value(FieldPath.scalar(scalarText())));
            expect(']');
            return;
        }
        List<PathElement.KeyField> fields = new ArrayList<>();
        do {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                throw malformed("a key needs name=value at position " + at);
            }
            String name = text.substring(at, equals);
            at = equals + 1;
            fields.add(new PathElement.KeyField(name, FieldPath.scalar(scalarText())));
        } while (accept(','));
        expect(']');
        elements.add(new PathElement.Key(fields));
    }

    private String scalarText() {
        int start = at;
        boolean quoted = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && quoted) {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == ']')) {
                break;
            }
            at++;
        }
        return text.substring(start, Math.min(at, text.length()));
    }

    private boolean accept(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char expected) {
        if (!accept(expected)) {
            throw malformed("'" + expected + "' is missing at position " + at);
        }
    }

    private IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException("No field path: \"" + text + "\": " + what
                + ". Write it like /spec/template/spec/containers[name=web]/image");
    }
}
