package dev.plumbline.kubernetes.crd;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Which old value a new one has come from.
final class Correlation {

    private Correlation() {
    }

    /// The item of the old list that has the same keys; lists without keys have none.
    static Optional<JsonNode> item(StructuralSchema schema, JsonNode oldList, JsonNode item) {
        if (!schema.listType().equals("map")) {
            return Optional.empty();
        }
        JsonNode keys = keys(schema, item);
        for (JsonNode old : oldList) {
            if (keys(schema, old).equals(keys)) {
                return Optional.of(old);
            }
        }
        return Optional.empty();
    }

    static JsonNode keys(StructuralSchema schema, JsonNode item) {
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        for (String key : schema.listKeys()) {
            JsonNode value = item.get(key);
            if (value != null) {
                keys.set(key, value);
            }
        }
        return keys;
    }
}
