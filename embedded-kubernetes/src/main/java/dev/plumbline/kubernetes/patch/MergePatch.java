package dev.plumbline.kubernetes.patch;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// RFC 7386: objects merge, null removes, everything else replaces.
final class MergePatch {
    private MergePatch() {
    }

    static ObjectNode apply(JsonNode target, ObjectNode patch) {
        ObjectNode result = target instanceof ObjectNode object
                ? object.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        mergeInto(result, patch);
        return result;
    }

    private static void mergeInto(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            String field = entry.getKey();
            if (entry.getValue().isNull()) {
                target.remove(field);
            } else if (entry.getValue() instanceof ObjectNode changes) {
                ObjectNode child = target.get(field) instanceof ObjectNode existing
                        ? existing
                        : target.putObject(field);
                mergeInto(child, changes);
            } else {
                target.set(field, withoutNulls(entry.getValue(), target.path(field).isObject()));
            }
        }
        KeyOrder.sort(target);
    }

    /// Objects in a new list have no nulls either, unless the list replaces an object.
    private static JsonNode withoutNulls(JsonNode value, boolean replacesObject) {
        JsonNode copy = value.deepCopy();
        if (!replacesObject) {
            prune(copy);
        }
        return copy;
    }

    private static void prune(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
            KeyOrder.sort(object);
        }
        value.forEach(MergePatch::prune);
    }
}
