package dev.plumbline.contracts;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.ResourceId;

/// One operation of a plan. Topic `plumbline.plans.v1`, key the Application; all operations of a plan travel in one
/// transaction, in order, and are acted on when `count` of them are there. Each ends in exactly one [Change].
///
/// @param plan hash of the Application, the marker's offset, the attempt and the operations with the uid and
///             resourceVersion that they were decided on
/// @param index from 0 to `count` − 1: the order to execute in
/// @param markerOffset offset, in `plumbline.desired.v1`, of the marker that the plan was decided on: a plan with a lower
///                     one than the latest seen is dropped
/// @param attempt how many plans for the same marker came before
/// @param manifest what to apply; absent for a delete
/// @param digest of `manifest`; absent for a delete
/// @param uid the live object's when the plan was decided; absent when there was none
/// @param resourceVersion likewise; a delete happens only at this uid and resourceVersion
/// @param before the live object's values at the fields that the operation touches, when the plan was decided; absent
///               when there was no object
/// @param adopt whether an existing object that nobody owns may be taken over
/// @param drift id of the drift that this corrects
/// @param provenance the commit that the audit names for the change
public record PlannedOperation(String plan, int index, int count, String application, String cluster,
        long markerOffset, int attempt, String revision, Kind operation, ResourceId resource, String apiVersion,
        @Nullable ObjectNode manifest, @Nullable String digest, @Nullable String uid,
        @Nullable String resourceVersion, @Nullable ObjectNode before, boolean adopt, Cause cause,
        @Nullable String drift, Provenance provenance, Instant decidedAt) implements Event {
    public PlannedOperation {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(decidedAt, "decidedAt");
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("Operation " + index + " of plan " + plan + " is not one of " + count);
        }
        boolean writes = switch (operation) {
            case APPLY, REPLACE, CHECK, ENSURE -> true;
            case DELETE, UNKNOWN -> false;
        };
        if (writes && (manifest == null || digest == null)) {
            throw new IllegalArgumentException(
                    "Operation " + index + " of plan " + plan + " applies " + resource + " without its manifest");
        }
    }

    @Override
    public Topic topic() {
        return Topic.PLANS;
    }

    @Override
    public String key() {
        return application;
    }

    @Override
    public String eventId() {
        return Ids.of("operation", plan, index);
    }

    /// What an operation does.
    public enum Kind {
        /// Server-side apply of the manifest.
        @JsonProperty("apply")
        APPLY,
        /// Delete at the uid and resourceVersion that were decided on.
        @JsonProperty("delete")
        DELETE,
        /// Delete, then create: for a change of an immutable field where the Application allows it.
        @JsonProperty("replace")
        REPLACE,
        /// Server-side dry run: learns what the server would make of the manifest, changes nothing.
        @JsonProperty("check")
        CHECK,
        /// Create when missing, never change, never own: the namespace of `target.createNamespace`.
        @JsonProperty("ensure")
        ENSURE,
        /// A newer writer says something that this reader does not know: refused.
        @JsonProperty("unknown")
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
