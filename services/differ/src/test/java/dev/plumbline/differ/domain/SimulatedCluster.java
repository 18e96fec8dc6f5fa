package dev.plumbline.differ.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.differ.domain.live.LiveObject;
import dev.plumbline.manifests.BuiltInTypes;
import dev.plumbline.manifests.FieldPath;
import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.Schema;
import dev.plumbline.manifests.TypedValue;

/// Objects with uids, resource versions and managed fields, as an API server keeps them.
final class SimulatedCluster {
    private final Map<ResourceId, ObjectNode> objects = new TreeMap<>();
    private long version = 100;

    /// @param unchanged whether the object was there already, just so
    record AppliedObject(ObjectNode object, boolean unchanged) {
    }

    Set<ResourceId> resources() {
        return objects.keySet();
    }

    @Nullable
    ObjectNode find(ResourceId resource) {
        return objects.get(resource);
    }

    ObjectNode object(ResourceId resource) {
        ObjectNode object = find(resource);
        if (object == null) {
            throw new AssertionError(resource + " is not in the cluster: " + objects.keySet());
        }
        return object;
    }

    /// What carries Plumbline's label.
    List<LiveObject> labelled(ApiKind kind) {
        return objects.values().stream()
                .filter(object -> kind(object).equals(kind)
                        && object.path("metadata").path("labels").has(Ownership.APPLICATION_LABEL))
                .map(SimulatedCluster::live).toList();
    }

    /// @return what was there
    @Nullable
    ObjectNode remove(ResourceId resource) {
        return objects.remove(resource);
    }

    /// Somebody has changed an object.
    void touched(ObjectNode object, String manager, Instant now) {
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.put("resourceVersion", Long.toString(++version));
        metadata.withArray("managedFields").add(Samples.managed(manager, "Update", now,
                FieldSet.of(FieldPath.of("spec", "replicas"), FieldPath.of("data", "a"))));
    }

    AppliedObject apply(PlannedOperation operation, Instant now) {
        ObjectNode former = find(operation.resource());
        ObjectNode object = Samples.stamped(operation);
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.put("uid", former == null ? "uid-" + ++version : former.path("metadata").path("uid").asText());
        metadata.putArray("managedFields").add(Samples.managed("plumbline", "Apply", now, fields(object, operation)));
        boolean unchanged = former != null
                && Samples.withoutIdentity(former).equals(Samples.withoutIdentity(object));
        String versionBefore = former == null ? "" : former.path("metadata").path("resourceVersion").asText();
        metadata.put("resourceVersion", unchanged ? versionBefore : Long.toString(++version));
        objects.put(operation.resource(), object);
        return new AppliedObject(object, unchanged);
    }

    ObjectNode dryRun(PlannedOperation operation) {
        ObjectNode object = Samples.stamped(operation);
        ObjectNode live = object(operation.resource());
        ((ObjectNode) object.path("metadata"))
                .put("uid", live.path("metadata").path("uid").asText())
                .put("resourceVersion", live.path("metadata").path("resourceVersion").asText());
        return object;
    }

    static ApiKind kind(ObjectNode object) {
        return new ApiKind(object.path("apiVersion").asText(), object.path("kind").asText());
    }

    /// An object as an informer tells of it: what becomes of the cluster's own does not show in it.
    static LiveObject live(ObjectNode object) {
        return LiveObject.of(object.deepCopy());
    }

    /// The fields that an applier of this object owns.
    static FieldSet fields(ObjectNode object, PlannedOperation operation) {
        return typed(Samples.withoutIdentity(object), operation).fields();
    }

    static TypedValue typed(ObjectNode object, PlannedOperation operation) {
        return new TypedValue(object, BuiltInTypes.load().schema(operation.apiVersion(), operation.resource().kind())
                .orElse(Schema.DEDUCED));
    }
}
