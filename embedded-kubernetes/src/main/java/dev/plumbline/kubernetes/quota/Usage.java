package dev.plumbline.kubernetes.quota;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Quantity;

/// What objects of one resource use of quotas (pkg/quota/v1/evaluator).
public interface Usage {
    Quantity ONE = Quantity.of("1");

    /// The rules of a resource: its own, or those of counting objects.
    static Usage of(ResourceName resource) {
        return switch (resource.toString()) {
            case "pods" -> new PodUsage();
            case "services" -> new ServiceUsage();
            case "persistentvolumeclaims" -> new ClaimUsage();
            default -> new CountUsage(resource);
        };
    }

    /// `count/deployments.apps`.
    static String countOf(ResourceName resource) {
        return "count/" + resource;
    }

    /// Whether a change of an existing object can change its usage.
    default boolean changesOnUpdate() {
        return false;
    }

    /// Which of the names in a quota are about this resource.
    Collection<String> matching(Collection<String> names);

    /// What one object uses; zeros included where the kind has the resource but uses none.
    Amounts of(JsonNode object);

    /// Whether the object is in the scope.
    default boolean isIn(Scope scope, JsonNode object) {
        return false;
    }

    /// What the object must say to be measured, but does not.
    default Optional<String> missing(Collection<String> names, JsonNode object) {
        return Optional.empty();
    }

    /// Whether a quota counts the object: it limits something of this resource, and all its scopes hold.
    default boolean isCounted(JsonNode quota, Collection<String> hard, JsonNode object) {
        List<Scope> scopes = Scope.of(quota);
        return !matching(hard).isEmpty() && scopes.stream().allMatch(scope -> isIn(scope, object));
    }

    /// The names among `names` that are in `own`.
    static Collection<String> both(Collection<String> names, Collection<String> own) {
        TreeSet<String> both = new TreeSet<>(names);
        both.retainAll(own);
        return both;
    }
}
