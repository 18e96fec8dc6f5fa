package dev.plumbline.differ.domain.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationStatus;
import dev.plumbline.contracts.ApplicationStatus.Evidence;
import dev.plumbline.contracts.ApplicationStatus.Health;
import dev.plumbline.contracts.ApplicationStatus.OpenDrift;
import dev.plumbline.contracts.ApplicationStatus.ResourceStatus;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.contracts.SnapshotMarker;
import dev.plumbline.differ.domain.live.HealthCheck;
import dev.plumbline.differ.domain.plan.InFlight;
import dev.plumbline.differ.domain.plan.Situation;
import dev.plumbline.differ.domain.plan.Snapshot;
import dev.plumbline.differ.domain.plan.Subject;
import dev.plumbline.differ.domain.plan.Verdict;

/// Folds all that is known of an Application into where it stands.
///
/// Synced needs proof of every resource; a failure outweighs what is unknown, what is unknown outweighs the rest. A failed
/// render shows as Failed beside the last snapshot's judgement.
public final class StatusFold {
    private static final List<Sync> WORST_FIRST = List.of(Sync.FAILED, Sync.UNKNOWN, Sync.HELD, Sync.PROGRESSING,
            Sync.DRIFTED, Sync.OUT_OF_SYNC, Sync.SYNCED);

    private StatusFold() {
    }

    /// The status of an Application that is declared and has been judged.
    public static ApplicationStatus of(Standing standing, Instant now) {
        Situation situation = standing.situation();
        List<ResourceStatus> resources = new ArrayList<>();
        Set<String> errors = new LinkedHashSet<>(renderErrors(situation.outcome()));
        errors.addAll(situation.doubts());
        List<Sync> syncs = new ArrayList<>(whole(standing));
        Health health = Health.HEALTHY;
        int ignored = 0;
        for (Map.Entry<Subject, Verdict> judged : standing.verdicts().entrySet()) {
            ResourceStanding part = ResourceStanding.of(judged.getKey(), judged.getValue(), standing);
            resources.add(part.status());
            syncs.add(part.status().sync());
            health = HealthCheck.worse(health, part.status().health());
            ignored += ignored(judged.getValue());
            if (part.error() != null) {
                errors.add(part.error());
            }
        }
        errors.addAll(standing.decision().waits());
        boolean seen = standing.verdicts().values().stream().noneMatch(Verdict.Unreadable.class::isInstance);
        Snapshot snapshot = situation.snapshot();
        Evidence evidence = new Evidence(snapshot == null ? -1 : snapshot.offset(), seen, ignored,
                source(standing));
        return status(situation, worst(syncs), snapshot == null ? Health.UNKNOWN : health, List.copyOf(errors),
                resources, evidence, now);
    }

    /// The status of what has only a render outcome: the fleet, or an Application that was never declared validly.
    public static ApplicationStatus ofOutcome(String cluster, RenderOutcome outcome, Instant now) {
        boolean rendered = outcome.result() == RenderOutcome.Result.RENDERED;
        return new ApplicationStatus(outcome.application(), cluster, rendered ? Sync.SYNCED : failure(outcome),
                rendered ? Health.HEALTHY : Health.UNKNOWN, outcome.revision(), null, null, List.of(), null,
                renderErrors(outcome), List.of(), new Evidence(-1, true, 0, null), now);
    }

    /// The status of an Application that cannot be judged at all.
    ///
    /// @param former the last status; absent when there is none
    public static ApplicationStatus ofFailure(String name, String cluster, @Nullable ApplicationStatus former,
            String error, Instant now) {
        if (former == null) {
            return new ApplicationStatus(name, cluster, Sync.UNKNOWN, Health.UNKNOWN, null, null, null, List.of(), null,
                    List.of(error), List.of(), new Evidence(-1, false, 0, null), now);
        }
        return new ApplicationStatus(name, cluster, Sync.UNKNOWN, Health.UNKNOWN, former.revision(),
                former.renderedFrom(), former.provenance(), former.drift(), null, List.of(error), former.resources(),
                former.evidence(), now);
    }

    private static Sync failure(RenderOutcome outcome) {
        return outcome.result() == RenderOutcome.Result.FAILED ? Sync.FAILED : Sync.UNKNOWN;
    }

    private static ApplicationStatus status(Situation situation, Sync sync, Health health, List<String> errors,
            List<ResourceStatus> resources, Evidence evidence, Instant now) {
        SnapshotMarker marker = situation.snapshot() == null ? null : situation.snapshot().marker();
        List<OpenDrift> open = situation.open().values().stream()
                .sorted(Comparator.comparing(drift -> drift.drift().resource())).toList();
        return new ApplicationStatus(situation.name(), situation.cluster(), sync, health, revision(situation, marker),
                marker == null ? null : marker.renderedFrom(), marker == null ? null : marker.provenance(), open, null,
                errors, resources, evidence, now);
    }

    private static @Nullable String revision(Situation situation, @Nullable SnapshotMarker marker) {
        RenderOutcome outcome = situation.outcome();
        if (outcome != null && outcome.result() == RenderOutcome.Result.FAILED && outcome.revision() != null) {
            return outcome.revision();
        }
        return marker == null ? null : marker.revision();
    }

    /// What concerns the Application as a whole.
    private static List<Sync> whole(Standing standing) {
        Situation situation = standing.situation();
        List<Sync> syncs = new ArrayList<>();
        RenderOutcome outcome = situation.outcome();
        if (outcome != null && outcome.result() != RenderOutcome.Result.RENDERED) {
            syncs.add(failure(outcome));
        }
        if (!situation.doubts().isEmpty()) {
            syncs.add(Sync.UNKNOWN);
        }
        if (situation.snapshot() == null) {
            syncs.add(Sync.PROGRESSING);
        }
        if (isChanging(situation.inFlight(), standing.decision().operations())) {
            syncs.add(Sync.PROGRESSING);
        }
        syncs.add(situation.open().isEmpty() ? Sync.SYNCED : Sync.DRIFTED);
        return syncs;
    }

    private static boolean isChanging(@Nullable InFlight inFlight, List<PlannedOperation> operations) {
        return (inFlight != null && !inFlight.isCorrection())
                || operations.stream().anyMatch(operation -> operation.drift() == null);
    }

    private static Sync worst(List<Sync> syncs) {
        return WORST_FIRST.stream().filter(syncs::contains).findFirst().orElse(Sync.UNKNOWN);
    }

    private static int ignored(Verdict verdict) {
        List<FieldDrift> ignored = switch (verdict) {
            case Verdict.InSync(List<FieldDrift> hidden) -> hidden;
            case Verdict.Outdated(List<FieldDrift> hidden) -> hidden;
            case Verdict.Drifted drifted -> drifted.ignored();
            case Verdict.Missing _,Verdict.Unrecorded _,Verdict.Unwanted _,Verdict.Unsettled _,Verdict.Unserved _,Verdict.Unreadable _ ->
                List.of();
        };
        return ignored.size();
    }

    /// Where all recorded resources come from: the snapshot's source once nothing of a former one is left.
    private static @Nullable String source(Standing standing) {
        Situation situation = standing.situation();
        boolean leftovers = standing.verdicts().keySet().stream().anyMatch(subject -> subject.desired() == null);
        Snapshot snapshot = situation.snapshot();
        return leftovers || snapshot == null || !situation.doubts().isEmpty()
                ? situation.formerSource()
                : snapshot.source();
    }

    private static List<String> renderErrors(@Nullable RenderOutcome outcome) {
        return outcome == null ? List.of() : outcome.errors().stream().map(RenderError::toString).toList();
    }
}
