package dev.plumbline.differ.domain.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationRemoved;
import dev.plumbline.contracts.ApplicationSpec.DriftPolicy;
import dev.plumbline.contracts.ApplicationSpec.OnRemoval;
import dev.plumbline.contracts.ApplicationSpec.SyncMode;
import dev.plumbline.contracts.ApplicationStatus.OpenDrift;
import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.contracts.Ids;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.PlannedOperation.Kind;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.manifests.ResourceId;

/// Decides the next step that brings live to desired. A function of its arguments: the same situation gives the same plan
/// with the same id, whatever was read, repeated or lost on the way to it.
public final class Plan {
    private final Situation situation;
    private final Map<Subject, Verdict> verdicts;
    private final Failures failures;
    private final Corrections corrections;
    private final Instant now;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> waits = new ArrayList<>();
    private @Nullable Instant retryAt;

    private Plan(Situation situation, Map<Subject, Verdict> verdicts, Failures failures, Corrections corrections,
            Instant now) {
        this.situation = situation;
        this.verdicts = verdicts;
        this.failures = failures;
        this.corrections = corrections;
        this.now = now;
    }

    /// The decision.
    ///
    /// @param verdicts how each subject of the situation stands, in the situation's order
    /// @param failures read, not changed
    /// @param corrections read, not changed
    public static Decision decide(Situation situation, Map<Subject, Verdict> verdicts, Failures failures,
            Corrections corrections, Instant now) {
        return new Plan(situation, verdicts, failures, corrections, now).decide();
    }

    private Decision decide() {
        return switch (situation.application()) {
            case ApplicationRemoved removed -> remove(removed);
            case ApplicationDeclared declared -> declared(declared);
        };
    }

    private Decision remove(ApplicationRemoved removed) {
        if (removed.spec().sync().onRemoval() == OnRemoval.ORPHAN || situation.inFlight() != null) {
            return Decision.NOTHING;
        }
        verdicts.forEach((subject, verdict) -> {
            if (verdict instanceof Verdict.Unwanted && !situation.claims().containsKey(subject.id())) {
                delete(subject, removed.provenance());
            }
            forgetIfTaken(subject, verdict, removed.provenance());
        });
        return numbered(removed.provenance().commit());
    }

    private Decision declared(ApplicationDeclared declared) {
        Snapshot snapshot = situation.snapshot();
        if (snapshot == null || !situation.doubts().isEmpty()) {
            return Decision.NOTHING;
        }
        Deletions deletions = Deletions.of(situation, snapshot, verdicts);
        if (deletions.waiting() != null) {
            waits.add(deletions.waiting());
        }
        if (situation.inFlight() != null || (declared.spec().sync().mode() == SyncMode.MANUAL
                && !situation.requested())) {
            return new Decision(List.of(), waits, null);
        }
        verdicts.forEach(this::bringToDesired);
        if (!deletions.allowed().isEmpty() && now.isBefore(situation.pruneFrom())) {
            waitUntil(situation.pruneFrom());
        } else {
            deletions.allowed().forEach(subject -> delete(subject, snapshot.marker().provenance()));
        }
        verdicts.forEach((subject, verdict) -> forgetIfTaken(subject, verdict, snapshot.marker().provenance()));
        ensureNamespace(declared);
        return numbered(snapshot.marker().revision());
    }

    private void bringToDesired(Subject subject, Verdict verdict) {
        DesiredResource desired = subject.desired();
        if (desired == null) {
            return;
        }
        switch (verdict) {
            case Verdict.Missing _ -> apply(subject, desired, List.of());
            case Verdict.Outdated(List<FieldDrift> ignored) -> apply(subject, desired, ignored);
            case Verdict.Unrecorded _ -> check(subject, desired);
            case Verdict.Drifted drifted -> correct(subject, desired, drifted);
            case Verdict.InSync _,Verdict.Unwanted _,Verdict.Unsettled _,Verdict.Unserved _,Verdict.Unreadable _ -> {
                // Nothing to bring nearer, or nothing known to decide on.
            }
        }
    }

    /// What two Applications declare stays with the one that has it.
    private boolean isHeldByAnother(Subject subject) {
        Claim claim = situation.claims().get(subject.id());
        return claim != null && claim.holds() && subject.applied() == null;
    }

    /// Another Application took over what is no longer declared here: only the record of it has to go. A deletion that
    /// names no object deletes none.
    private void forgetIfTaken(Subject subject, Verdict verdict, Provenance by) {
        Applied applied = subject.applied();
        boolean taken = verdict instanceof Verdict.Unwanted && situation.claims().containsKey(subject.id())
                && subject.live() != null
                && subject.live().owner().filter(it -> !it.application().equals(situation.name())).isPresent();
        if (taken && applied != null && isFree(subject)) {
            steps.add(Steps.forget(subject, applied, by));
        }
    }

    private void apply(Subject subject, DesiredResource desired, List<FieldDrift> ignored) {
        if (!isHeldByAnother(subject) && isFree(subject)) {
            Cause cause = situation.requested() ? Cause.COMMAND : Cause.COMMIT;
            steps.add(Steps.apply(Kind.APPLY, subject, desired, ignored, cause, openDrift(subject),
                    situation.released().contains(subject.id())));
        }
    }

    /// A check that found a difference fails without a record; what follows is an apply.
    private void check(Subject subject, DesiredResource desired) {
        Kind kind = failures.of(subject.id()).isPresent() ? Kind.APPLY : Kind.CHECK;
        if (isFree(subject)) {
            steps.add(Steps.apply(kind, subject, desired, List.of(), Cause.COMMIT, null, false));
        }
    }

    private void correct(Subject subject, DesiredResource desired, Verdict.Drifted drifted) {
        boolean asked = situation.requested();
        if (situation.spec().drift().policy() != DriftPolicy.CORRECT && !asked) {
            return;
        }
        Instant blocked = corrections.blockedUntil(subject.id(), drifted.fields(), now);
        if (blocked != null) {
            waitUntil(blocked);
        } else if (isFree(subject)) {
            steps.add(Steps.apply(Kind.APPLY, subject, desired, drifted.ignored(), asked ? Cause.COMMAND : Cause.DRIFT,
                    openDrift(subject), false));
        }
    }

    private void delete(Subject subject, Provenance by) {
        Applied applied = subject.applied();
        if (applied != null && isFree(subject)) {
            steps.add(Steps.delete(subject, applied, by));
        }
    }

    private @Nullable String openDrift(Subject subject) {
        OpenDrift open = situation.open().get(subject.id());
        return open == null ? null : open.id();
    }

    private boolean isFree(Subject subject) {
        Instant blocked = failures.blockedUntil(subject.id(), subject.basis(situation.specVersion()), now);
        if (blocked == null) {
            return true;
        }
        waitUntil(blocked);
        return false;
    }

    private void waitUntil(Instant instant) {
        retryAt = retryAt == null || instant.isBefore(retryAt) ? instant : retryAt;
    }

    private void ensureNamespace(ApplicationDeclared declared) {
        String namespace = declared.spec().target().namespace();
        if (namespace == null || !declared.spec().target().createNamespace()
                || situation.subjects().containsKey(new ResourceId("", "Namespace", "", namespace))
                || isThere(namespace)) {
            return;
        }
        if (steps.stream().anyMatch(step -> step.kind() == Kind.APPLY && step.uid() == null
                && step.resource().namespace().equals(namespace))) {
            steps.add(Steps.ensureNamespace(namespace, declared.provenance()));
        }
    }

    /// Where an object lives, its namespace does too.
    private boolean isThere(String namespace) {
        return situation.subjects().values().stream().map(Subject::live)
                .anyMatch(live -> live != null && !live.isTerminating() && live.id().namespace().equals(namespace));
    }

    private Decision numbered(String revision) {
        List<Step> ordered = inOrder();
        if (ordered.isEmpty()) {
            return new Decision(List.of(), waits, retryAt);
        }
        long offset = situation.snapshot() == null ? -1 : situation.snapshot().offset();
        String plan = Ids.of("plan", situation.name(), offset, situation.attempt(),
                ordered.stream().map(Step::identity).toList());
        boolean adopt = situation.spec().sync().adopt();
        List<PlannedOperation> operations = new ArrayList<>(ordered.size());
        for (Step step : ordered) {
            operations.add(new PlannedOperation(plan, operations.size(), ordered.size(), situation.name(),
                    situation.cluster(), offset, situation.attempt(), revision, step.kind(), step.resource(),
                    step.apiVersion(), step.manifest(), step.digest(), step.uid(), step.resourceVersion(),
                    step.before(), adopt, step.cause(), step.drift(), step.provenance(), now));
        }
        return new Decision(operations, waits, retryAt);
    }

    private List<Step> inOrder() {
        Map<ResourceId, Integer> places = new HashMap<>();
        situation.subjects().keySet().forEach(resource -> places.put(resource, places.size()));
        Comparator<Step> order = Comparator.comparing(Step::resource, Order.of(places));
        Stream<Step> writes = steps.stream().filter(step -> step.kind() != Kind.DELETE).sorted(order);
        Stream<Step> deletes = steps.stream().filter(step -> step.kind() == Kind.DELETE).sorted(order.reversed());
        return Stream.concat(writes, deletes).toList();
    }
}
