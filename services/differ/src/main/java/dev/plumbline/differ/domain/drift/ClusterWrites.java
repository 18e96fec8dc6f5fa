package dev.plumbline.differ.domain.drift;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.manifests.ResourceId;

/// The last writes that the cluster's audit told of, to name the person behind a drift.
///
/// A field that somebody holds is theirs who wrote under that manager in that second. A field that is gone leaves no
/// trace in managedFields; then the one who wrote shortly before is named, unless several did: no name is better than a
/// wrong one. What is known is bounded; a name that was found stays with its drift.
public final class ClusterWrites {
    private static final int MOST_RESOURCES = 4_096;
    private static final int MOST_EACH = 16;
    /// managedFields tell seconds, and the write comes a moment before or after them.
    private static final Duration SAME_SECOND = Duration.ofSeconds(2);
    /// How long before its detection a drift may have begun, and how far clocks may differ.
    private static final Duration BEFORE = Duration.ofSeconds(30);
    private static final Duration AFTER = Duration.ofSeconds(5);

    private final Map<ResourceId, Deque<ClusterWrite>> writes = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ResourceId, Deque<ClusterWrite>> eldest) {
            return size() > MOST_RESOURCES;
        }
    };

    public void add(ClusterWrite write) {
        Deque<ClusterWrite> known = writes.computeIfAbsent(write.resource(), _ -> new ArrayDeque<>());
        known.addLast(write);
        if (known.size() > MOST_EACH) {
            known.removeFirst();
        }
    }

    /// The drift with the names that can be given.
    public DriftEvent.Drift named(DriftEvent.Drift drift) {
        Deque<ClusterWrite> known = writes.get(drift.resource());
        if (known == null) {
            return drift;
        }
        List<FieldDrift> fields = drift.fields().stream()
                .map(field -> field.user() == null ? named(field, known, drift.detectedAt()) : field).toList();
        return new DriftEvent.Drift(drift.application(), drift.cluster(), drift.resource(), drift.kind(),
                drift.revision(), fields, drift.detectedAt(), drift.policy());
    }

    private static FieldDrift named(FieldDrift field, Deque<ClusterWrite> known, Instant detectedAt) {
        ClusterWrite write = field.manager() == null
                ? remover(known, detectedAt)
                : writer(known, field.manager(), field.since());
        return write == null
                ? field
                : new FieldDrift(field.path(), field.desired(), field.live(), write.manager(), write.user(),
                        field.since() == null ? write.at().truncatedTo(ChronoUnit.SECONDS) : field.since());
    }

    private static @Nullable ClusterWrite writer(Deque<ClusterWrite> known, String manager, @Nullable Instant since) {
        return since == null
                ? null
                : only(known.stream().filter(write -> write.manager().equals(manager)
                        && Duration.between(write.at(), since).abs().compareTo(SAME_SECOND) <= 0).toList());
    }

    private static @Nullable ClusterWrite remover(Deque<ClusterWrite> known, Instant detectedAt) {
        return only(known.stream().filter(write -> !write.manager().equals(Ownership.FIELD_MANAGER)
                && write.at().isAfter(detectedAt.minus(BEFORE)) && write.at().isBefore(detectedAt.plus(AFTER)))
                .toList());
    }

    /// The newest, if all are by one user.
    private static @Nullable ClusterWrite only(List<ClusterWrite> candidates) {
        boolean several = candidates.stream().map(ClusterWrite::user).distinct().count() > 1;
        return several ? null : candidates.stream().max(Comparator.comparing(ClusterWrite::at)).orElse(null);
    }
}
