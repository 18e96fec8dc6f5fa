package dev.plumbline.manifests;

import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/// Values as Go's `fmt` prints them, for messages that Kubernetes' clients know in that form.
final class GoText {
    private GoText() {
    }

    /// `%v`: `map[name:a]`, `[a b]`.
    static String plain(JsonNode value) {
        if (value.isObject()) {
            StringJoiner text = new StringJoiner(" ", "map[", "]");
            for (String name : sortedNames(value)) {
                text.add(name + ":" + plain(value.get(name)));
            }
            return text.toString();
        }
        if (value.isArray()) {
            StringJoiner text = new StringJoiner(" ", "[", "]");
            value.forEach(item -> text.add(plain(item)));
            return text.toString();
        }
        return value.isNull() ? "<nil>" : value.asText();
    }

    /// `%#v`.
    static String syntax(JsonNode value) {
        if (value.isObject()) {
            StringJoiner text = new StringJoiner(", ", "map[string]interface {}{", "}");
            for (String name : sortedNames(value)) {
                text.add("\"" + name + "\":" + syntax(value.get(name)));
            }
            return text.toString();
        }
        if (value.isArray()) {
            StringJoiner text = new StringJoiner(", ", "[]interface {}{", "}");
            value.forEach(item -> text.add(syntax(item)));
            return text.toString();
        }
        return value.isNull() ? "interface {}(nil)" : value.toString();
    }

    /// `%T`.
    static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            case NULL, MISSING -> "<nil>";
        };
    }

    private static Set<String> sortedNames(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
