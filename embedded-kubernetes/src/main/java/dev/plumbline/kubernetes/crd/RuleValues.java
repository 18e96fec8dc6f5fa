package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.cel.CelException;
import dev.plumbline.kubernetes.cel.Program;

/// Values as rules see them: typed by the schema (numbers, times, durations).
final class RuleValues {

    private RuleValues() {
    }

    static Object of(JsonNode json, StructuralSchema schema) throws CelException {
        if (json.isObject() && !schema.preservesUnknown()) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                Optional<StructuralSchema> declared = schema.field(field.getKey());
                map.put(field.getKey(), declared.isPresent()
                        ? of(field.getValue(), declared.get())
                        : Program.value(field.getValue()));
            }
            return map;
        }
        if (json.isArray() && schema.items().isPresent()) {
            List<Object> list = new ArrayList<>(json.size());
            for (JsonNode item : json) {
                list.add(of(item, schema.items().get()));
            }
            return list;
        }
        if (json.isNumber() && schema.type().equals("number")) {
            return Program.doubleValue(json);
        }
        if (json.isTextual()) {
            return switch (schema.json().path("format").asText()) {
                case "date-time" -> Program.timestamp(json.textValue());
                case "duration" -> Program.duration(json.textValue());
                default -> json.textValue();
            };
        }
        return Program.value(json);
    }
}
