package dev.plumbline.kubernetes.patch;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/// JSON values as Go prints them with `%v`; messages of the real server contain them.
final class GoText {
    private GoText() {
    }

    static String of(JsonNode value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    /// What encoding/json calls the value: `array`, `object`, `string`, `number`, `bool`.
    static String typeOf(JsonNode value) {
        return value.isBoolean() ? "bool" : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    /// The type that a value has once Go has read it without knowing of any.
    static String goType(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "[]interface {}";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            case OBJECT, POJO -> "map[string]interface {}";
            case STRING, BINARY -> "string";
            case NULL, MISSING -> "%!s(<nil>)";
        };
    }

    private static void write(JsonNode value, StringBuilder out) {
        if (value.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            out.append("map[");
            String separator = "";
            for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
                out.append(separator).append(entry.getKey()).append(':');
                write(entry.getValue(), out);
                separator = " ";
            }
            out.append(']');
        } else if (value.isArray()) {
            out.append('[');
            for (Iterator<JsonNode> items = value.iterator(); items.hasNext();) {
                write(items.next(), out);
                out.append(items.hasNext() ? " " : "");
            }
            out.append(']');
        } else {
            out.append(value.isNull() || value.isMissingNode() ? "<nil>" : value.asText());
        }
    }
}
