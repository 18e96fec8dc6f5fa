package dev.plumbline.applier.domain;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.Shard;

/// Marks manifests as ours before they are applied: who owns the object, and which manifest it was made from.
final class Stamp {
    private final String installation;

    Stamp(String installation) {
        this.installation = installation;
    }

    /// The manifest of the operation with Plumbline's labels and annotations.
    ObjectNode on(ObjectNode manifest, PlannedOperation operation) {
        ObjectNode stamped = manifest.deepCopy();
        ObjectNode metadata = stamped.withObject("/metadata");
        metadata.withObject("/annotations")
                .put(Ownership.ANNOTATION, ownership(operation).annotation())
                .put(Ownership.DIGEST_ANNOTATION, operation.digest());
        metadata.withObject("/labels")
                .put(Ownership.APPLICATION_LABEL, operation.application())
                .put(Ownership.SHARD_LABEL, Integer.toString(Shard.of(operation.application())));
        return stamped;
    }

    /// The manifest of an object that is created and then left alone: it names the plan, and no owner.
    ObjectNode onEnsured(ObjectNode manifest, PlannedOperation operation) {
        ObjectNode stamped = manifest.deepCopy();
        stamped.withObject("/metadata/annotations").put(Ownership.CREATOR_ANNOTATION, operation.plan());
        return stamped;
    }

    /// Whether it was the operation's own plan that created the object.
    static boolean isCreatedBy(PlannedOperation operation, ObjectNode object) {
        return annotation(object, Ownership.CREATOR_ANNOTATION).equals(operation.plan());
    }

    /// What an object says under an annotation; empty when it does not have it.
    static String annotation(ObjectNode object, String name) {
        return object.path("metadata").path("annotations").path(name).asText("");
    }

    /// What the annotation of an object that belongs to the operation's Application says.
    Ownership ownership(PlannedOperation operation) {
        return new Ownership(installation, operation.application(), operation.resource());
    }
}
