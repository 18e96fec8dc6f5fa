package dev.plumbline.differ.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationSpec.IgnoreRule;
import dev.plumbline.contracts.ApplicationStatus;
import dev.plumbline.contracts.ApplicationStatus.OpenDrift;
import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.DriftEvent.DriftResolved;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.differ.domain.drift.ClusterWrites;
import dev.plumbline.differ.domain.drift.IgnoreRules;
import dev.plumbline.differ.domain.plan.Corrections;
import dev.plumbline.differ.domain.plan.Failures;
import dev.plumbline.differ.domain.plan.InFlight;
import dev.plumbline.differ.domain.plan.Judgement;
import dev.plumbline.differ.domain.plan.Subject;
import dev.plumbline.differ.domain.plan.Verdict;
import dev.plumbline.manifests.ResourceId;

/// What differ itself did and said about one Application. Losing it costs time, not correctness: open drifts come back from
/// the status, all else is decided anew. Used by the loop's thread alone.
final class Memory {
    /// How much later than its correction the audit may name who is behind a drift.
    private static final Duration AUDIT_COMES_WITHIN = Duration.ofSeconds(60);

    private final Failures failures = new Failures();
    private final Corrections corrections = new Corrections();
    private final Map<ResourceId, OpenDrift> open = new HashMap<>();
    private final Map<ResourceId, DriftResolved> resolved = new HashMap<>();
    private final Set<String> corrected = new HashSet<>();
    private Map<ResourceId, Judged> judged = Map.of();
    private @Nullable ApplicationStatus published;
    private @Nullable InFlight inFlight;
    private @Nullable Instant pendingSince;
    private long markerOffset = -1;
    private Instant snapshotSince = Instant.EPOCH;
    private int attempt;
    private boolean requested;
    private boolean evaluated;

    /// A verdict and all that it was made from, so that it need not be made twice.
    private record Judged(Subject subject, List<IgnoreRule> rules, Verdict verdict) {
    }

    /// Goes on from a status that this or another instance published.
    void restore(@Nullable ApplicationStatus status) {
        published = status;
        open.clear();
        if (status != null) {
            status.drift().forEach(drift -> open.put(drift.drift().resource(), drift));
        }
    }

    /// The verdicts, made anew only where something changed.
    Map<Subject, Verdict> judge(List<Subject> subjects, List<IgnoreRule> rules, Judgement judgement) {
        Map<ResourceId, Judged> next = new HashMap<>();
        Map<Subject, Verdict> verdicts = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            Judged former = judged.get(subject.id());
            Judged now = former != null && former.subject().equals(subject) && former.rules().equals(rules)
                    ? former
                    : new Judged(subject, rules, judgement.of(subject, IgnoreRules.of(subject.id(), rules)));
            next.put(subject.id(), now);
            verdicts.put(subject, now.verdict());
        }
        judged = next;
        return verdicts;
    }

    /// A snapshot was closed: plans are counted anew.
    void snapshotAt(long offset, Instant now) {
        if (offset != markerOffset) {
            markerOffset = offset;
            snapshotSince = now;
            attempt = 0;
        }
    }

    void planned(List<PlannedOperation> operations, Map<Subject, Verdict> verdicts, String specVersion, Instant now) {
        Map<ResourceId, String> bases = new HashMap<>();
        verdicts.forEach((subject, verdict) -> {
            bases.put(subject.id(), subject.basis(specVersion));
            if (verdict instanceof Verdict.Drifted drifted
                    && operations.stream().anyMatch(operation -> operation.resource().equals(subject.id()))) {
                corrections.planned(subject.id(), drifted.fields(), now);
            }
        });
        inFlight = new InFlight(operations, bases, now);
        attempt++;
        requested = false;
    }

    void told(Change change, Instant now) {
        if (change.drift() != null && change.outcome() == Change.Outcome.APPLIED) {
            corrected.add(change.drift());
        }
        InFlight waiting = inFlight;
        if (waiting == null || waiting.ended(change, now).isEmpty()) {
            return;
        }
        switch (change.outcome()) {
            case APPLIED, UNCHANGED -> failures.succeeded(change.resource());
            case REFUSED, FAILED, UNKNOWN -> failures.failed(change.resource(),
                    change.error() == null ? "the operation ended as " + change.outcome() : change.error(),
                    change.transientFailure(), waiting.basis(change.resource()), now);
        }
    }

    /// A person asks for a sync: nothing waits for its pause any more.
    void request() {
        requested = true;
        failures.forgetPauses();
        corrections.forget();
    }

    /// Forgets a plan that is over.
    ///
    /// @param heardAt when the applier last said anything; absent while it has not
    void settle(Map<ResourceId, Applied> applied, @Nullable Instant heardAt, Instant now) {
        if (inFlight != null && inFlight.isOver(applied, heardAt, now)) {
            inFlight = null;
        }
    }

    /// Since when something has kept the Application from being judged; null when nothing does.
    @Nullable
    Instant pending(boolean isPending, Instant now) {
        if (!isPending) {
            pendingSince = null;
        } else if (pendingSince == null) {
            pendingSince = now;
        }
        return pendingSince;
    }

    /// Whether a drift was ended by us; forgotten when asked.
    boolean wasCorrected(String drift) {
        return corrected.remove(drift);
    }

    /// A drift ended; the audit may still tell who was behind it.
    void resolved(DriftResolved event) {
        resolved.put(event.resource(), event);
    }

    /// The drifts that ended lately and whose author is known only now.
    List<DriftResolved> named(ClusterWrites writes, Instant now) {
        resolved.values().removeIf(event -> event.resolvedAt().isBefore(now.minus(AUDIT_COMES_WITHIN)));
        List<DriftResolved> named = new ArrayList<>();
        resolved.replaceAll((_, event) -> {
            DriftEvent.Drift drift = writes.named(event.drift());
            if (drift.equals(event.drift())) {
                return event;
            }
            DriftResolved again = new DriftResolved(event.id(), drift, event.resolvedAt(), event.resolution());
            named.add(again);
            return again;
        });
        return named;
    }

    void answered() {
        requested = false;
    }

    /// Takes note of a status; returns whether it says anything new.
    boolean publish(ApplicationStatus status) {
        evaluated = true;
        ApplicationStatus former = published;
        if (former != null && sameExceptTime(former, status)) {
            return false;
        }
        published = status;
        return true;
    }

    private static boolean sameExceptTime(ApplicationStatus former, ApplicationStatus now) {
        return new ApplicationStatus(now.name(), now.cluster(), now.sync(), now.health(), now.revision(),
                now.renderedFrom(), now.provenance(), now.drift(), now.hold(), now.errors(), now.resources(),
                now.evidence(), former.at()).equals(former);
    }

    /// The Application is dealt with; returns whether a status has to be taken back.
    boolean retire() {
        evaluated = true;
        boolean was = published != null;
        published = null;
        inFlight = null;
        open.clear();
        return was;
    }

    Failures failures() {
        return failures;
    }

    Corrections corrections() {
        return corrections;
    }

    Map<ResourceId, OpenDrift> open() {
        return open;
    }

    @Nullable
    ApplicationStatus published() {
        return published;
    }

    @Nullable
    InFlight inFlight() {
        return inFlight;
    }

    /// When the newest snapshot was first looked at.
    Instant snapshotSince() {
        return snapshotSince;
    }

    int attempt() {
        return attempt;
    }

    boolean isRequested() {
        return requested;
    }

    boolean isEvaluated() {
        return evaluated;
    }
}
