package dev.plumbline.differ.domain.drift;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationStatus.OpenDrift;
import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.DriftEvent.DriftDetected;
import dev.plumbline.contracts.DriftEvent.DriftResolved;
import dev.plumbline.contracts.DriftEvent.DriftUpdated;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.contracts.DriftEvent.Resolution;
import dev.plumbline.contracts.Ids;
import dev.plumbline.manifests.ResourceId;

/// The life of one resource's drift: detected once, updated when it changes, resolved once, under one id.
///
/// @param open the drift that is open now; absent when none is
/// @param event what is to be said about it; absent when nothing changed
public record DriftCourse(@Nullable OpenDrift open, @Nullable DriftEvent event) {

    /// What a look at the resource says.
    public sealed interface Sighting {
        /// It differs.
        ///
        /// @param onset id for the drift if it begins now
        record Differs(String onset, DriftEvent.Drift drift) implements Sighting {
        }

        /// It does not differ any more.
        record Agrees(Resolution resolution) implements Sighting {
        }

        /// It cannot be told now.
        record Undecided() implements Sighting {
        }
    }

    /// The id of a drift that begins: a function of the object's identity and state at onset.
    public static String id(ResourceId resource, String uid, String resourceVersion, DriftEvent.Kind kind) {
        return kind == DriftEvent.Kind.DELETED
                ? Ids.of("drift", resource, uid, "deleted")
                : Ids.of("drift", resource, uid, resourceVersion);
    }

    /// The next step of the course.
    public static DriftCourse after(@Nullable OpenDrift open, Sighting sighting, Instant now) {
        return switch (sighting) {
            case Sighting.Undecided _ -> new DriftCourse(open, null);
            case Sighting.Agrees(Resolution resolution) -> open == null
                    ? new DriftCourse(null, null)
                    : new DriftCourse(null, new DriftResolved(open.id(), open.drift(), now, resolution));
            case Sighting.Differs(String onset, DriftEvent.Drift drift) -> open == null
                    ? begun(new OpenDrift(onset, drift))
                    : continued(open, drift);
        };
    }

    /// An open drift once it is known who is behind it.
    public static DriftCourse named(OpenDrift open, ClusterWrites writes) {
        DriftEvent.Drift named = writes.named(open.drift());
        return named.equals(open.drift())
                ? new DriftCourse(open, null)
                : new DriftCourse(new OpenDrift(open.id(), named), new DriftUpdated(open.id(), named));
    }

    /// What is seen, with the names that were found for the same values before.
    private static List<FieldDrift> withKnownUsers(List<FieldDrift> was, List<FieldDrift> seen) {
        return seen.stream().map(field -> was.stream()
                .filter(known -> known.user() != null && field.user() == null && known.path().equals(field.path())
                        && Objects.equals(known.live(), field.live())
                        && (field.manager() == null || field.manager().equals(known.manager())))
                .findFirst().orElse(field)).toList();
    }

    private static DriftCourse begun(OpenDrift drift) {
        return new DriftCourse(drift, new DriftDetected(drift.id(), drift.drift()));
    }

    private static DriftCourse continued(OpenDrift open, DriftEvent.Drift seen) {
        DriftEvent.Drift was = open.drift();
        List<FieldDrift> fields = withKnownUsers(was.fields(), seen.fields());
        if (was.kind() == seen.kind() && was.fields().equals(fields) && was.policy() == seen.policy()) {
            return new DriftCourse(open, null);
        }
        OpenDrift changed = new OpenDrift(open.id(), new DriftEvent.Drift(was.application(), was.cluster(),
                was.resource(), seen.kind(), was.revision(), fields, was.detectedAt(), seen.policy()));
        return new DriftCourse(changed, new DriftUpdated(changed.id(), changed.drift()));
    }
}
