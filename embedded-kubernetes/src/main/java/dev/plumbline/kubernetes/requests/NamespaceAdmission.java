package dev.plumbline.kubernetes.requests;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.api.Details;
import dev.plumbline.kubernetes.api.Status;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.store.Key;
import dev.plumbline.kubernetes.store.Store;
import dev.plumbline.kubernetes.store.Stored;

/// Objects are created in namespaces that exist and stay (the admission plugin NamespaceLifecycle).
final class NamespaceAdmission {
    static final ResourceName NAMESPACES = new ResourceName("", "namespaces");
    private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

    private final Store store;

    NamespaceAdmission(Store store) {
        this.store = store;
    }

    void checkCreate(Target target) {
        if (!target.type().namespaced()) {
            return;
        }
        String namespace = target.namespace();
        Optional<Stored> stored = store.find(NAMESPACES, new Key("", namespace));
        if (stored.isEmpty()) {
            throw ApiException.notFound("", "namespaces", namespace);
        }
        if (stored.get().tree().path("metadata").has("deletionTimestamp")) {
            throw terminating(target, namespace);
        }
    }

    private static ApiException terminating(Target target, String namespace) {
        ApiException plain = ApiException.forbidden(target.type().group(), target.type().plural(), target.name(),
                "unable to create new content in namespace " + namespace + " because it is being terminated");
        Details details = Details.of(target.name(), target.type().group(), target.type().plural()).with(
                List.of(new Cause("NamespaceTerminating", "namespace " + namespace + " is being terminated",
                        "metadata.namespace")));
        return new ApiException(new Status(403, "Forbidden", plain.status().message(), details));
    }

    static void checkDelete(Target target) {
        if (target.type().storage().equals(NAMESPACES) && IMMORTAL.contains(target.name())) {
            throw ApiException.forbidden("", "namespaces", target.name(), "this namespace may not be deleted");
        }
    }

    /// Whether a Namespace still waits for its contents to go.
    static boolean isHeld(ObjectNode object) {
        JsonNode finalizers = object.path("spec").path("finalizers");
        return object.path("kind").asText().equals("Namespace") && object.path("apiVersion").asText().equals("v1")
                && !finalizers.isEmpty();
    }
}
