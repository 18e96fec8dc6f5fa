package dev.plumbline.applier.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.PlannedOperation.Kind;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.manifests.ResourceId;

/// Operations on the ConfigMap `shop/settings`, and what a server holds of it.
final class Operations {
    static final Instant AT = Instant.parse("2026-11-24T14:02:11Z");
    static final ResourceId SETTINGS = ResourceId.parse("/ConfigMap/shop/settings");
    static final Provenance PROVENANCE = new Provenance("0123", new Person("Ana", "ana@example.com"), "Sale", AT);

    private Operations() {
    }

    static PlannedOperation operation(Kind kind) {
        return operation("p1", 0, 1, 7, kind, null, null, null, false);
    }

    /// Decided on an existing object at uid `u1`.
    static PlannedOperation onExisting(Kind kind, String resourceVersion, ObjectNode before) {
        return operation("p1", 0, 1, 7, kind, "u1", resourceVersion, before, false);
    }

    static PlannedOperation adopting() {
        return operation("p1", 0, 1, 7, Kind.APPLY, null, null, null, true);
    }

    static PlannedOperation of(String plan, int index, int count, long markerOffset) {
        return operation(plan, index, count, markerOffset, Kind.APPLY, null, null, null, false);
    }

    private static PlannedOperation operation(String plan, int index, int count, long markerOffset, Kind kind,
            @Nullable String uid, @Nullable String resourceVersion, @Nullable ObjectNode before, boolean adopt) {
        boolean delete = kind == Kind.DELETE;
        return new PlannedOperation(plan, index, count, "shop", "local", markerOffset, 0, "0123", kind, SETTINGS, "v1",
                delete ? null : manifest("blue"), delete ? null : "v1:d1", uid, resourceVersion, before, adopt,
                Cause.COMMIT, null, PROVENANCE, AT);
    }

    static ObjectNode manifest(String colour) {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        manifest.putObject("metadata").put("name", "settings").put("namespace", "shop");
        manifest.putObject("data").put("colour", colour);
        return manifest;
    }

    /// The object in a cluster, owned by Application `shop` of installation `plumbline`.
    static ObjectNode owned(String colour, String resourceVersion) {
        ObjectNode object = unowned(colour, resourceVersion);
        object.withObject("/metadata").putObject("annotations").put(Ownership.ANNOTATION,
                new Ownership("plumbline", "shop", SETTINGS).annotation())
                .put(Ownership.DIGEST_ANNOTATION, "v1:d1");
        ObjectNode entry = object.withObject("/metadata").putArray("managedFields").addObject();
        entry.put("manager", "plumbline").put("operation", "Apply").put("apiVersion", "v1");
        entry.putObject("fieldsV1").putObject("f:data").putObject("f:colour");
        return object;
    }

    static ObjectNode unowned(String colour, String resourceVersion) {
        ObjectNode object = manifest(colour);
        object.withObject("/metadata").put("uid", "u1").put("resourceVersion", resourceVersion);
        return object;
    }

    /// What a plan carries as `before`.
    static ObjectNode valuesOf(String colour) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        values.putObject("data").put("colour", colour);
        return values;
    }
}
