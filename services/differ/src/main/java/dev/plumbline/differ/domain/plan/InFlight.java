package dev.plumbline.differ.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.manifests.ResourceId;

/// The plan that an Application waits for. Its resources are not judged until all its Changes, and the Applied records and
/// tombstones that go with them, were read; or until it is overdue, and then everything is decided anew.
public final class InFlight {
    /// Changes and Applied are written in one transaction and read on two ways: this is how much one may lag. A check
    /// that found a difference leaves no record at all.
    private static final Duration RECORD_LAG = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// A plan that waits its turn behind those of other Applications is not lost: planning it anew would only make the
    /// queue longer.
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PATIENCE_PER_OPERATION = Duration.ofMillis(500);

    private final List<PlannedOperation> operations;
    private final Set<ResourceId> resources;
    private final Map<ResourceId, String> bases;
    private final Instant latest;
    private Instant deadline;
    private final Map<Integer, Change> ended = new HashMap<>();
    private @Nullable Instant lastChangeAt;

    /// @param operations all of one plan, never empty
    /// @param bases what each resource's operation was decided on ([Subject#basis])
    public InFlight(List<PlannedOperation> operations, Map<ResourceId, String> bases, Instant now) {
        this.operations = List.copyOf(operations);
        this.resources = operations.stream().map(PlannedOperation::resource).collect(Collectors.toUnmodifiableSet());
        this.bases = Map.copyOf(bases);
        this.deadline = now.plus(PATIENCE).plus(PATIENCE_PER_OPERATION.multipliedBy(operations.size()));
        this.latest = deadline.plus(LONGEST);
    }

    public String plan() {
        return operations.getFirst().plan();
    }

    public boolean covers(ResourceId resource) {
        return resources.contains(resource);
    }

    /// Whether it only corrects drift.
    public boolean isCorrection() {
        return operations.stream().allMatch(operation -> operation.drift() != null);
    }

    /// The operation that a Change ends; empty when it belongs to another plan or was seen before.
    public Optional<PlannedOperation> ended(Change change, Instant now) {
        boolean ours = change.plan().equals(plan()) && change.index() < operations.size();
        if (!ours || ended.putIfAbsent(change.index(), change) != null) {
            return Optional.empty();
        }
        lastChangeAt = now;
        return Optional.of(operations.get(change.index()));
    }

    public String basis(ResourceId resource) {
        return bases.getOrDefault(resource, "");
    }

    /// Whether nothing more is to be waited for.
    ///
    /// @param applied the table
    /// @param heardAt when the applier last said anything, of whatever Application; absent while it has not
    public boolean isOver(Map<ResourceId, Applied> applied, @Nullable Instant heardAt, Instant now) {
        if (heardAt != null && !now.isBefore(deadline)) {
            Instant later = heardAt.plus(PATIENCE);
            deadline = later.isBefore(latest) ? later : latest;
        }
        return !now.isBefore(deadline) || (lastChangeAt != null && ended.size() == operations.size()
                && (isRecorded(applied) || !now.isBefore(lastChangeAt.plus(RECORD_LAG))));
    }

    /// When to look again even if nothing is heard.
    public Instant nextLook() {
        return lastChangeAt != null && ended.size() == operations.size() ? lastChangeAt.plus(RECORD_LAG) : deadline;
    }

    private boolean isRecorded(Map<ResourceId, Applied> applied) {
        return ended.values().stream().allMatch(change -> switch (change.outcome()) {
            case APPLIED, UNCHANGED -> isRecorded(operations.get(change.index()), applied.get(change.resource()));
            case REFUSED, FAILED, UNKNOWN -> true;
        });
    }

    private boolean isRecorded(PlannedOperation operation, @Nullable Applied record) {
        return switch (operation.operation()) {
            case APPLY, REPLACE, CHECK -> record != null && record.plan().equals(plan());
            case DELETE -> record == null;
            case ENSURE, UNKNOWN -> true;
        };
    }
}
