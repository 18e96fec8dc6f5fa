package dev.plumbline.kubernetes.admission;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.api.Details;
import dev.plumbline.kubernetes.api.Status;
import dev.plumbline.kubernetes.client.ResourceName;

/// Objects are created in namespaces that exist and stay.
final class NamespaceLifecycle implements Plugin {
    static final ResourceName NAMESPACES = new ResourceName("", "namespaces");
    private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

    private final StoredObjects objects;

    NamespaceLifecycle(StoredObjects objects) {
        this.objects = objects;
    }

    @Override
    public void mutate(Attempt attempt) {
        if (!attempt.creates() || !attempt.type().namespaced()) {
            return;
        }
        Optional<ObjectNode> namespace = objects.find(NAMESPACES, "", attempt.namespace());
        if (namespace.isEmpty()) {
            throw ApiException.notFound("", "namespaces", attempt.namespace());
        }
        if (namespace.get().path("metadata").has("deletionTimestamp")) {
            throw terminating(attempt);
        }
    }

    private static ApiException terminating(Attempt attempt) {
        String namespace = attempt.namespace();
        String name = attempt.object().path("metadata").path("name").asText();
        ApiException plain = ApiException.forbidden(attempt.type().group(), attempt.type().plural(), name,
                "unable to create new content in namespace " + namespace + " because it is being terminated");
        Details details = Details.of(name, attempt.type().group(), attempt.type().plural()).with(
                List.of(new Cause("NamespaceTerminating", "namespace " + namespace + " is being terminated",
                        "metadata.namespace")));
        return new ApiException(new Status(403, "Forbidden", plain.status().message(), details));
    }

    void checkDelete(String name) {
        if (IMMORTAL.contains(name)) {
            throw ApiException.forbidden("", "namespaces", name, "this namespace may not be deleted");
        }
    }
}
