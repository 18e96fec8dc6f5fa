package dev.plumbline.kubernetes.managedfields;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.BuiltInTypes;

/// A built-in object with nothing set, as Go writes it: embedded structs as `{}`, required pointers, lists and maps as
/// null.
///
/// A creation is compared with it, which is why `f:spec` of a new Deployment has no member of its own while that of a
/// custom resource has one.
final class ZeroObject {
    private ZeroObject() {
    }

    static ObjectNode of(String apiVersion, String kind) {
        ObjectNode zero = JsonNodeFactory.instance.objectNode().put("apiVersion", apiVersion).put("kind", kind);
        BuiltInTypes.load().definition(apiVersion, kind)
                .ifPresent(definition -> zero.setAll(struct(definition, new HashSet<>())));
        return zero;
    }

    private static ObjectNode struct(JsonNode definition, Set<String> above) {
        ObjectNode zero = JsonNodeFactory.instance.objectNode();
        Set<String> required = new HashSet<>();
        definition.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : definition.path("properties").properties()) {
            JsonNode type = property.getValue();
            JsonNode fallback = type.path("default");
            String reference = type.path("$ref").asText();
            if (fallback.isObject() && fallback.isEmpty() && !reference.isEmpty()) {
                zero.set(property.getKey(), embedded(reference, above));
            } else if (required.contains(property.getKey())) {
                zero.set(property.getKey(), fallback.isMissingNode() || fallback.isContainerNode()
                        ? JsonNodeFactory.instance.nullNode()
                        : fallback);
            }
        }
        return zero;
    }

    private static JsonNode embedded(String reference, Set<String> above) {
        Optional<JsonNode> definition = BuiltInTypes.load().definition(reference)
                .filter(found -> "object".equals(found.path("type").asText()));
        if (definition.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (!above.add(reference)) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode zero = struct(definition.get(), above);
        above.remove(reference);
        return zero;
    }
}
