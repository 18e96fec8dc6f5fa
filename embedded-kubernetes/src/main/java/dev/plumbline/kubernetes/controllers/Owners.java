package dev.plumbline.kubernetes.controllers;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// Reads and writes `metadata.ownerReferences`.
final class Owners {
    private Owners() {
    }

    /// The reference to the controller that manages the object.
    static Optional<JsonNode> controllerOf(JsonNode object) {
        for (JsonNode reference : references(object)) {
            if (reference.path("controller").asBoolean()) {
                return Optional.of(reference);
            }
        }
        return Optional.empty();
    }

    static boolean isControlledBy(JsonNode object, String uid) {
        return controllerOf(object).filter(reference -> reference.path("uid").asText().equals(uid)).isPresent();
    }

    /// The key of the controller, if it is of this kind.
    static Optional<Key> controllerKey(ObjectNode object, String kind) {
        return controllerOf(object).filter(reference -> reference.path("kind").asText().equals(kind))
                .map(reference -> new Key(Trees.text(object, "metadata", "namespace"),
                        reference.path("name").asText()));
    }

    static JsonNode references(JsonNode object) {
        return Trees.at(object, "metadata", "ownerReferences");
    }

    /// Makes `owner` the controller of `object`.
    static void setController(ObjectNode object, ObjectNode owner, String apiVersion, String kind) {
        ArrayNode references = Trees.list(Trees.object(object, "metadata"), "ownerReferences");
        references.addObject().put("apiVersion", apiVersion).put("kind", kind)
                .put("name", Trees.text(owner, "metadata", "name"))
                .put("uid", Objects.uid(owner))
                .put("controller", true).put("blockOwnerDeletion", true);
    }

    /// Removes the references to the given uid; false when there was none.
    static boolean drop(ObjectNode object, String uid) {
        if (!(references(object) instanceof ArrayNode references)) {
            return false;
        }
        boolean dropped = false;
        for (int i = references.size() - 1; i >= 0; i--) {
            if (references.get(i).path("uid").asText().equals(uid)) {
                references.remove(i);
                dropped = true;
            }
        }
        if (references.isEmpty()) {
            Trees.object(object, "metadata").remove("ownerReferences");
        }
        return dropped;
    }
}
