package dev.plumbline.manifests;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/// The lines on which a value and everything below it begin.
///
/// @param line  from 1
/// @param below by field name, or by position in a list
public record Lines(int line, Map<String, Lines> below) {

    static Lines leaf(int line) {
        return new Lines(line, Map.of());
    }

    /// The line of a field of `value`, or of the closest one above it that has a line.
    public int lineOf(FieldPath path, JsonNode value) {
        Lines lines = this;
        JsonNode node = value;
        for (PathElement element : path.elements()) {
            String step = step(element, node);
            Lines next = lines.below.get(step);
            if (next == null) {
                return lines.line;
            }
            lines = next;
            node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return lines.line;
    }

    private static String step(PathElement element, JsonNode node) {
        return switch (element) {
            case PathElement.Field(String name) -> name;
            case PathElement.Index(int position) -> Integer.toString(position);
            case PathElement.Value(JsonNode value) -> position(node, List.of(), value);
            case PathElement.Key(List<PathElement.KeyField> fields) -> position(node, fields, node);
        };
    }

    private static String position(JsonNode list, List<PathElement.KeyField> key, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            if (item != null && (key.isEmpty()
                    ? Values.same(item, value)
                    : key.stream().allMatch(field -> !item.has(field.name())
                            || Values.same(item.path(field.name()), field.value())))) {
                return Integer.toString(i);
            }
        }
        return "";
    }
}
