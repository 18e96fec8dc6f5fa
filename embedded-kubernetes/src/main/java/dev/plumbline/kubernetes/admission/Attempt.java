package dev.plumbline.kubernetes.admission;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.access.User;
import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.resources.ResourceType;

/// A write that is about to happen.
///
/// @param namespace   empty for cluster-scoped resources
/// @param subresource empty for the object itself
/// @param object      what would be stored; mutating plugins change it in place
/// @param old         what is stored now; null on create
/// @param warnings    takes texts for Warning headers
public record Attempt(ResourceType type, String namespace, String subresource, ObjectNode object,
        @Nullable ObjectNode old, User user, boolean dryRun, Consumer<String> warnings) {

    /// Whether this creates an object.
    boolean creates() {
        return old == null && subresource.isEmpty();
    }

    boolean isAbout(ResourceName resource) {
        return type.storage().equals(resource);
    }

    /// A refusal; a name that is still to be generated is shown as its prefix.
    ApiException forbidden(String why) {
        JsonNode metadata = object.path("metadata");
        String name = metadata.path("name").asText();
        String shown = name.isEmpty() ? metadata.path("generateName").asText("Unknown") : name;
        return ApiException.forbidden(type.group(), type.plural(), shown, why);
    }
}
