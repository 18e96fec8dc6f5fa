package dev.plumbline.contracts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.manifests.ResourceId;

/// Live differs from desired though Git did not change. Topic `plumbline.drift.v1`, key the Application.
///
/// One drift keeps one id from onset to resolution: [DriftDetected], any number of [DriftUpdated], [DriftResolved]. Each
/// carries the whole state, so that the last one tells all.
public sealed interface DriftEvent extends Event {
    /// Hash of the resource, and of its uid and resourceVersion at onset.
    String id();

    /// The whole state, as of this event.
    Drift drift();

    default String application() {
        return drift().application();
    }

    default ResourceId resource() {
        return drift().resource();
    }

    @Override
    default Topic topic() {
        return Topic.DRIFT;
    }

    @Override
    default String key() {
        return application();
    }

    /// Drift began.
    record DriftDetected(String id, Drift drift) implements DriftEvent {
        public DriftDetected {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(drift, "drift");
        }

        @Override
        public String eventId() {
            return Ids.of("drift-detected", id);
        }
    }

    /// The differing fields, or who holds them, changed while the drift was open.
    record DriftUpdated(String id, Drift drift) implements DriftEvent {
        public DriftUpdated {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(drift, "drift");
        }

        @Override
        public String eventId() {
            return Ids.of("drift-updated", id, drift.fields());
        }
    }

    /// Drift ended. Told again, with the same time, when it becomes known only then who was behind it.
    record DriftResolved(String id, Drift drift, Instant resolvedAt, Resolution resolution) implements DriftEvent {
        public DriftResolved {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(drift, "drift");
            Objects.requireNonNull(resolvedAt, "resolvedAt");
            Objects.requireNonNull(resolution, "resolution");
        }

        @Override
        public String eventId() {
            List<String> users = drift.users();
            return users.isEmpty() ? Ids.of("drift-resolved", id) : Ids.of("drift-resolved", id, users);
        }
    }

    /// The state of a drift.
    ///
    /// @param revision the commit that the desired state was rendered from
    /// @param fields what differs, in field-path order; empty only for a deleted object
    /// @param detectedAt when it was seen
    /// @param policy what is done about it
    record Drift(String application, String cluster, ResourceId resource, Kind kind, String revision,
            List<FieldDrift> fields, Instant detectedAt, ApplicationSpec.DriftPolicy policy) {
        public Drift {
            Objects.requireNonNull(application, "application");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(resource, "resource");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(revision, "revision");
            Objects.requireNonNull(detectedAt, "detectedAt");
            Objects.requireNonNull(policy, "policy");
            fields = List.copyOf(fields);
        }

        private List<String> users() {
            List<String> users = new ArrayList<>();
            for (FieldDrift field : fields) {
                if (field.user() != null) {
                    users.add(field.user());
                }
            }
            return users;
        }
    }

    /// One differing field.
    ///
    /// @param desired what Git wants, as the server canonicalises it; absent when Git wants no such field
    /// @param live absent when the field is gone
    /// @param manager the field manager that holds the field; absent when nobody is known to
    /// @param user the person, where the cluster's audit names one
    /// @param since when the manager last wrote, by the API server's clock, to the second
    record FieldDrift(String path, @Nullable JsonNode desired, @Nullable JsonNode live, @Nullable String manager,
            @Nullable String user, @Nullable Instant since) {
        public FieldDrift {
            Objects.requireNonNull(path, "path");
        }
    }

    /// What kind of difference.
    enum Kind {
        @JsonProperty("modified")
        MODIFIED, @JsonProperty("deleted")
        DELETED, @JsonProperty("unexpected")
        UNEXPECTED, @JsonProperty("unknown")
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /// How a drift ended.
    enum Resolution {
        /// Plumbline put the declared values back.
        @JsonProperty("corrected")
        CORRECTED,
        /// Somebody else put them back.
        @JsonProperty("reverted")
        REVERTED,
        /// Git now declares what is live, or no longer declares the resource.
        @JsonProperty("declared")
        DECLARED,
        /// A rule now ignores it.
        @JsonProperty("ignored")
        IGNORED, @JsonProperty("unknown")
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
