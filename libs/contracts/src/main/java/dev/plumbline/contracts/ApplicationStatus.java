package dev.plumbline.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

import dev.plumbline.manifests.ResourceId;

/// Where an Application stands. Topic `plumbline.status.v1`, compacted, key the Application's name.
///
/// [Sync#SYNCED] is a claim with evidence; where the evidence is stale or missing the answer is [Sync#UNKNOWN].
///
/// @param revision the newest commit evaluated; absent before the first
/// @param renderedFrom the newest commit that changed the snapshot
/// @param drift the open drifts, whole, so that a restarted differ goes on with them under their ids
/// @param errors what keeps it from being in sync, in words for its owner, with file:line where a file is at fault
/// @param resources each declared resource, in the snapshot's order, and those that wait to be deleted
/// @param evidence what the claim rests on
public record ApplicationStatus(String name, String cluster, Sync sync, Health health, @Nullable String revision,
        @Nullable String renderedFrom, @Nullable Provenance provenance, List<OpenDrift> drift, @Nullable String hold,
        List<String> errors, List<ResourceStatus> resources, Evidence evidence, Instant at) implements Event {
    public ApplicationStatus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(at, "at");
        drift = List.copyOf(drift);
        errors = List.copyOf(errors);
        resources = List.copyOf(resources);
    }

    @Override
    public Topic topic() {
        return Topic.STATUS;
    }

    @Override
    public String key() {
        return name;
    }

    @Override
    public String eventId() {
        return Ids.of("status", name, at);
    }

    /// How live stands to Git.
    public enum Sync {
        @JsonProperty("Synced")
        SYNCED, @JsonProperty("OutOfSync")
        OUT_OF_SYNC, @JsonProperty("Progressing")
        PROGRESSING, @JsonProperty("Drifted")
        DRIFTED, @JsonProperty("Held")
        HELD, @JsonProperty("Failed")
        FAILED, @JsonProperty("Unknown")
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /// Whether the resources do their work.
    public enum Health {
        @JsonProperty("Healthy")
        HEALTHY, @JsonProperty("Progressing")
        PROGRESSING, @JsonProperty("Degraded")
        DEGRADED, @JsonProperty("Suspended")
        SUSPENDED, @JsonProperty("Missing")
        MISSING, @JsonProperty("Unknown")
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /// One resource's part.
    ///
    /// @param message why it is not synced and healthy; absent when it is
    public record ResourceStatus(ResourceId resource, Sync sync, Health health, @Nullable String message) {
        public ResourceStatus {
            Objects.requireNonNull(resource, "resource");
            Objects.requireNonNull(sync, "sync");
            Objects.requireNonNull(health, "health");
        }
    }

    /// A drift that is not resolved yet.
    public record OpenDrift(String id, DriftEvent.Drift drift) {
        public OpenDrift {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(drift, "drift");
        }
    }

    /// What a status rests on.
    ///
    /// @param markerOffset offset of the snapshot's marker, −1 before the first
    /// @param watchesSynced whether every watch that the Application needs has listed and is connected
    /// @param ignored how many differences exist now that a rule hides
    /// @param source repository, path and cluster that all recorded resources came from when they last equalled the
    ///               snapshot; absent when nobody knows, and then deletions wait for approval
    public record Evidence(long markerOffset, boolean watchesSynced, int ignored, @Nullable String source) {
    }
}
