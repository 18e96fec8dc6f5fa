package dev.plumbline.rendering.yaml;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/// The text that Go's `json.Marshal` gives a value: compact, keys sorted, `<`, `>`, `&` and the Unicode line
/// separators escaped. Hashes of generated objects are taken over it.
public final class GoJson {

    private GoJson() {
    }

    public static String text(JsonNode value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    /// The text that Go's `json.MarshalIndent` gives with two spaces.
    public static String indented(JsonNode value) {
        StringBuilder out = new StringBuilder();
        indented(out, value, "\n");
        return out.toString();
    }

    private static void indented(StringBuilder out, JsonNode value, String lineStart) {
        if (value.isEmpty() || !value.isContainerNode()) {
            write(out, value);
            return;
        }
        String deeper = lineStart + "  ";
        String separator = "";
        out.append(value.isObject() ? '{' : '[');
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : sorted(value).entrySet()) {
                string(out.append(separator).append(deeper), field.getKey());
                indented(out.append(": "), field.getValue(), deeper);
                separator = ",";
            }
        } else {
            for (JsonNode item : value) {
                indented(out.append(separator).append(deeper), item, deeper);
                separator = ",";
            }
        }
        out.append(lineStart).append(value.isObject() ? '}' : ']');
    }

    private static Map<String, JsonNode> sorted(JsonNode object) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        return sorted;
    }

    private static void write(StringBuilder out, JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> object(out, value);
            case ARRAY -> array(out, value);
            case STRING -> string(out, value.textValue());
            case NUMBER -> out.append(value.isIntegralNumber() ? value.asText() : GoNumbers.json(value.doubleValue()));
            default -> out.append(value.asText());
        }
    }

    private static void object(StringBuilder out, JsonNode value) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> field : sorted(value).entrySet()) {
            out.append(separator);
            string(out, field.getKey());
            write(out.append(':'), field.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static void array(StringBuilder out, JsonNode value) {
        out.append('[');
        String separator = "";
        for (JsonNode item : value) {
            write(out.append(separator), item);
            separator = ",";
        }
        out.append(']');
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' -> escape(out, c);
                default -> {
                    if (c < ' ') {
                        escape(out, c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void escape(StringBuilder out, char c) {
        out.append("\\u%04x".formatted((int) c));
    }
}
