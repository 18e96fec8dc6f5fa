package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Leaves out what a schema does not declare (apiextensions' `pruning`).
final class Pruning {
    private static final Set<String> OBJECT_FIELDS = Set.of("apiVersion", "kind", "metadata");

    private final List<String> unknown;

    private Pruning(List<String> unknown) {
        this.unknown = unknown;
    }

    /// A copy of the object without undeclared fields, whose paths are added to `unknown`; metadata stays as it is.
    static ObjectNode prune(StructuralSchema schema, ObjectNode object, List<String> unknown) {
        return new Pruning(unknown).object(schema, object, "", true);
    }

    /// Paths of what a schema does not declare of a value.
    static List<String> unknownIn(StructuralSchema schema, JsonNode value) {
        Pruning pruning = new Pruning(new ArrayList<>());
        pruning.value(schema, value, "");
        return pruning.unknown;
    }

    private JsonNode value(StructuralSchema schema, JsonNode value, String path) {
        if (value instanceof ObjectNode object) {
            return object(schema, object, path, schema.embedded());
        }
        if (value instanceof ArrayNode array) {
            Optional<StructuralSchema> items = schema.items();
            if (items.isEmpty()) {
                return array;
            }
            ArrayNode out = JsonNodeFactory.instance.arrayNode(array.size());
            for (int i = 0; i < array.size(); i++) {
                out.add(value(items.get(), array.get(i), path + "[" + i + "]"));
            }
            return out;
        }
        return value;
    }

    private ObjectNode object(StructuralSchema schema, ObjectNode object, String path, boolean isResource) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            String at = path.isEmpty() ? name : path + "." + name;
            Optional<StructuralSchema> declared = schema.field(name);
            if (isResource && OBJECT_FIELDS.contains(name)) {
                out.set(name, field.getValue());
            } else if (declared.isPresent()) {
                out.set(name, value(declared.get(), field.getValue(), at));
            } else if (schema.preservesUnknown()) {
                out.set(name, field.getValue());
            } else {
                unknown.add(at);
            }
        }
        return out;
    }
}
