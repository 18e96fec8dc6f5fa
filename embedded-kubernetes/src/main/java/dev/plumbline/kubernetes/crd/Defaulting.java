package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Fills in the defaults that a schema declares, and drops nulls where a default stands or null is not allowed.
final class Defaulting {

    private Defaulting() {
    }

    static void apply(StructuralSchema schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            dropNulls(schema, object);
            for (Map.Entry<String, StructuralSchema> property : schema.properties().entrySet()) {
                JsonNode defaultValue = property.getValue().defaultValue();
                if (defaultValue != null && !object.has(property.getKey())) {
                    object.set(property.getKey(), defaultValue.deepCopy());
                }
            }
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                schema.field(field.getKey()).ifPresent(declared -> apply(declared, field.getValue()));
            }
        } else if (value instanceof ArrayNode array) {
            schema.items().ifPresent(items -> array.forEach(item -> apply(items, item)));
        }
    }

    private static void dropNulls(StructuralSchema schema, ObjectNode object) {
        List<String> dropped = new ArrayList<>(0);
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            StructuralSchema declared = schema.properties().get(field.getKey());
            if (field.getValue().isNull() && declared != null && !declared.nullable()
                    && declared.defaultValue() != null) {
                dropped.add(field.getKey());
            }
        }
        object.remove(dropped);
    }
}
