package dev.plumbline.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.manifests.ResourceId;

/// What one operation did. Topic `plumbline.changes.v1`, key the Application; exactly one for each operation of a plan.
///
/// @param id hash of the plan and the resource
/// @param operation what happened to the object: an apply is a create, an update, or neither (`outcome` unchanged)
/// @param index the operation's place in its plan
/// @param count how many operations the plan has: the plan is done when as many Changes are there
/// @param drift id of the drift that was corrected
/// @param fields what differs between before and after, in field-path order; empty when nothing does
/// @param error why it was refused or failed, in words for the Application's owner
/// @param transientFailure whether trying again later, unchanged, can help
public record Change(String id, String application, String cluster, ResourceId resource, Operation operation,
        Outcome outcome, Cause cause, String plan, int index, int count, String revision, @Nullable String drift,
        Provenance provenance, Instant startedAt, Instant finishedAt, List<FieldChange> fields,
        @Nullable String error, boolean transientFailure) implements Event {
    public Change {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(finishedAt, "finishedAt");
        fields = List.copyOf(fields);
    }

    /// The id of the Change that an operation of a plan ends in.
    public static String id(String plan, int index, ResourceId resource) {
        return Ids.of("change", plan, index, resource);
    }

    @Override
    public Topic topic() {
        return Topic.CHANGES;
    }

    @Override
    public String key() {
        return application;
    }

    @Override
    public String eventId() {
        return id;
    }

    /// What happened, or would have, to the object.
    public enum Operation {
        @JsonProperty("create")
        CREATE, @JsonProperty("update")
        UPDATE, @JsonProperty("delete")
        DELETE, @JsonProperty("replace")
        REPLACE,
        /// A dry run: the cluster was asked, not changed.
        @JsonProperty("check")
        CHECK, @JsonProperty("unknown")
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /// How it ended.
    public enum Outcome {
        @JsonProperty("applied")
        APPLIED, @JsonProperty("unchanged")
        UNCHANGED,
        /// Not tried, or not allowed: the object is another's, a precondition does not hold.
        @JsonProperty("refused")
        REFUSED,
        /// The API server or the way there said no.
        @JsonProperty("failed")
        FAILED, @JsonProperty("unknown")
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /// One field's values.
    ///
    /// @param before absent when the field was not there
    /// @param after absent when it is gone
    public record FieldChange(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        public FieldChange {
            Objects.requireNonNull(path, "path");
        }
    }
}
