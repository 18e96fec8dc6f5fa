package dev.plumbline.kubernetes.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;

/// What is particular to Namespaces when they end.
final class Namespaces {
    static final ResourceName NAMESPACES = new ResourceName("", "namespaces");

    private Namespaces() {
    }

    /// Whether a Namespace still waits for its contents to go.
    static boolean isHeld(ObjectNode object) {
        JsonNode finalizers = object.path("spec").path("finalizers");
        return object.path("kind").asText().equals("Namespace") && object.path("apiVersion").asText().equals("v1")
                && !finalizers.isEmpty();
    }
}
