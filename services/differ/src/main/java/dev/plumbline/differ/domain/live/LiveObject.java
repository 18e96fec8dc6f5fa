package dev.plumbline.differ.domain.live;

import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Ownership;
import dev.plumbline.manifests.ResourceId;

/// An object as the cluster holds it.
///
/// @param object without `metadata.managedFields`, and without what no decision needs
/// @param managedFields `metadata.managedFields`
public record LiveObject(ResourceId id, String apiVersion, String uid, String resourceVersion, ObjectNode object,
        JsonNode managedFields) {
    private static final String METADATA = "metadata";

    public LiveObject {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(resourceVersion, "resourceVersion");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(managedFields, "managedFields");
    }

    /// What a list, watch or get answered. Takes the node over: `managedFields` is cut out of it.
    ///
    /// @throws IllegalArgumentException when it lacks a kind or a name
    public static LiveObject of(ObjectNode answered) {
        ResourceId id = ResourceId.of(answered);
        JsonNode managed = null;
        if (answered.get(METADATA) instanceof ObjectNode metadata) {
            managed = metadata.remove("managedFields");
        }
        JsonNode metadata = answered.path(METADATA);
        ArrayNode none = JsonNodeFactory.instance.arrayNode();
        return new LiveObject(id, answered.path("apiVersion").asText(), metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(), answered, managed == null ? none : managed);
    }

    public ApiKind apiKind() {
        return new ApiKind(apiVersion, id.kind());
    }

    /// Whom its annotation names as the owner; empty when the annotation is missing or names another object, which
    /// happens when controllers copy annotations.
    public Optional<Ownership> owner() {
        JsonNode annotation = annotations().path(Ownership.ANNOTATION);
        return Ownership.parse(annotation.asText()).filter(owner -> owner.resource().equals(id));
    }

    /// The digest of the manifest that was last applied, as the object says it; empty when it does not.
    public String digest() {
        return annotations().path(Ownership.DIGEST_ANNOTATION).asText();
    }

    /// Whether it is being deleted and waits for its finalizers.
    public boolean isTerminating() {
        return object.path(METADATA).has("deletionTimestamp");
    }

    /// Whether this is an older state of the same object than `version`. Versions are compared as whole numbers, as
    /// KEP-5504 allows; where they are not such, nothing is older.
    public boolean isOlderThan(String ofUid, String version) {
        if (!uid.equals(ofUid)) {
            return false;
        }
        try {
            return Long.parseUnsignedLong(resourceVersion) < Long.parseUnsignedLong(version);
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private JsonNode annotations() {
        return object.path(METADATA).path("annotations");
    }
}
