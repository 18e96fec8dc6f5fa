package dev.plumbline.differ.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.ApplicationRemoved;
import dev.plumbline.contracts.ApplicationSpec.IgnoreRule;
import dev.plumbline.contracts.ApplicationSpec.OnRemoval;
import dev.plumbline.contracts.ApplicationStatus;
import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.DriftEvent.DriftResolved;
import dev.plumbline.contracts.DriftEvent.Resolution;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.Topic;
import dev.plumbline.differ.domain.drift.ClusterWrites;
import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.differ.domain.live.ObjectTypes;
import dev.plumbline.differ.domain.plan.Claim;
import dev.plumbline.differ.domain.plan.Decision;
import dev.plumbline.differ.domain.plan.InFlight;
import dev.plumbline.differ.domain.plan.Judgement;
import dev.plumbline.differ.domain.plan.Plan;
import dev.plumbline.differ.domain.plan.Sight;
import dev.plumbline.differ.domain.plan.Situation;
import dev.plumbline.differ.domain.plan.Snapshot;
import dev.plumbline.differ.domain.plan.Subject;
import dev.plumbline.differ.domain.plan.Verdict;
import dev.plumbline.differ.domain.status.Standing;
import dev.plumbline.differ.domain.status.StatusFold;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.messaging.Outgoing;

/// Goes once over one Application: judges its resources, tells of drift, plans, and says where it stands.
final class Evaluation {
    /// A snapshot that is half read, a question that is not answered: silence this long is worth saying.
    /// Two snapshots of one commit come one after the other: what leaves the first may be in the second.
    private static final Duration HAND_OVER = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Identity identity;
    private final LiveTable live;
    private final ObjectTypes types;
    private final ClusterWrites writes;
    private final Judgement judgement;
    private final Function<ResourceId, Set<ApplicationTable>> claimants;
    private @Nullable Instant heardAt;

    /// @param claimants the Applications that declare or recorded a resource
    Evaluation(Identity identity, LiveTable live, ObjectTypes types, ClusterWrites writes,
            Function<ResourceId, Set<ApplicationTable>> claimants) {
        this.identity = identity;
        this.live = live;
        this.types = types;
        this.writes = writes;
        this.judgement = new Judgement(identity.installation());
        this.claimants = claimants;
    }

    /// What is to be written, and when to look again.
    ///
    /// @param wakeAt absent when time alone changes nothing
    record Result(List<Outgoing> outgoing, @Nullable Instant wakeAt) {
        static final Result NOTHING = new Result(List.of(), null);
    }

    /// The applier said something: it works.
    void heard(Instant now) {
        heardAt = now;
    }

    Result of(ApplicationTable table, Memory memory, Instant now) {
        return switch (table.declaration()) {
            case null -> undeclared(table, memory, now);
            case ApplicationDeclared declared when !isHere(declared) -> retired(table, memory, now);
            case ApplicationDeclared declared -> judged(declared, declared.specVersion(), table, memory, now);
            case ApplicationRemoved removed when !isHere(removed) -> retired(table, memory, now);
            case ApplicationRemoved removed -> removed.spec().sync().onRemoval() == OnRemoval.ORPHAN
                    || table.applied().isEmpty()
                            ? retired(table, memory, now)
                            : judged(removed, "", table, memory, now);
        };
    }

    /// Whether the Application's kinds have to be watched.
    boolean concernsUs(ApplicationTable table) {
        return switch (table.declaration()) {
            case null -> false;
            case ApplicationDeclared declared -> isHere(declared);
            case ApplicationRemoved removed -> isHere(removed)
                    && removed.spec().sync().onRemoval() == OnRemoval.PRUNE;
        };
    }

    private boolean isHere(ApplicationEvent application) {
        return identity.cluster().equals(switch (application) {
            case ApplicationDeclared declared -> declared.spec().target().cluster();
            case ApplicationRemoved removed -> removed.spec().target().cluster();
        });
    }

    /// What to say of an Application that cannot be judged.
    Result failed(ApplicationTable table, Memory memory, RuntimeException error, Instant now) {
        List<Outgoing> outgoing = new ArrayList<>();
        publish(StatusFold.ofFailure(table.name(), identity.cluster(), memory.published(),
                "It cannot be judged: " + error.getMessage() + "; this is reported in the log of differ", now), memory,
                outgoing);
        return new Result(outgoing, now.plus(AFTER_FAILURE));
    }

    private Result undeclared(ApplicationTable table, Memory memory, Instant now) {
        RenderOutcome outcome = table.outcome();
        boolean told = outcome != null && (table.name().equals(ApplicationDeclared.FLEET)
                || outcome.result() != RenderOutcome.Result.RENDERED);
        if (outcome == null || !told) {
            return retired(table, memory, now);
        }
        List<Outgoing> outgoing = new ArrayList<>();
        publish(StatusFold.ofOutcome(identity.cluster(), outcome, now), memory, outgoing);
        return new Result(outgoing, null);
    }

    private Result retired(ApplicationTable table, Memory memory, Instant now) {
        ApplicationStatus published = memory.published();
        if (published != null && !published.cluster().equals(identity.cluster())) {
            return Result.NOTHING;
        }
        List<Outgoing> outgoing = new ArrayList<>();
        memory.open().values().forEach(open -> outgoing.add(new Outgoing.Publish(
                new DriftResolved(open.id(), open.drift(), now, Resolution.DECLARED))));
        if (memory.retire()) {
            outgoing.add(new Outgoing.Remove(Topic.STATUS, table.name()));
        }
        return new Result(outgoing, null);
    }

    private Result judged(ApplicationEvent application, String specVersion, ApplicationTable table, Memory memory,
            Instant now) {
        memory.settle(table.applied(), heardAt, now);
        Snapshot snapshot = table.snapshot();
        memory.snapshotAt(snapshot == null ? -1 : snapshot.offset(), now);
        List<Subject> subjects = subjects(application, table, memory, now);
        List<String> incomplete = application instanceof ApplicationDeclared ? table.incompleteness() : List.of();
        boolean pends = !incomplete.isEmpty()
                || subjects.stream().anyMatch(subject -> subject.sight() instanceof Sight.Awaited);
        Instant pendingSince = memory.pending(pends, now);
        if (pendingSince != null && now.isBefore(pendingSince.plus(PATIENCE))) {
            return new Result(List.of(), pendingSince.plus(PATIENCE));
        }
        List<String> doubts = new ArrayList<>(table.unreadable());
        doubts.addAll(incomplete);
        Map<Subject, Verdict> verdicts = memory.judge(subjects, rules(application), judgement);
        List<Outgoing> outgoing = new ArrayList<>(
                Drifts.follow(application, identity.cluster(), snapshot, verdicts, memory, writes, now));
        Situation situation = situation(application, specVersion, table, memory, subjects, doubts);
        memory.failures().retain(situation.subjects().keySet());
        Decision decision = Plan.decide(situation, verdicts, memory.failures(), memory.corrections(), now);
        plan(decision, situation, verdicts, memory, outgoing, now);
        Standing standing = new Standing(situation, verdicts, decision, memory.failures(), memory.corrections());
        publish(StatusFold.of(standing, now), memory, outgoing);
        return new Result(outgoing, wakeAt(decision, memory.inFlight()));
    }

    private static List<IgnoreRule> rules(ApplicationEvent application) {
        return switch (application) {
            case ApplicationDeclared declared -> declared.spec().drift().ignore();
            case ApplicationRemoved _ -> List.of();
        };
    }

    private List<Subject> subjects(ApplicationEvent application, ApplicationTable table, Memory memory, Instant now) {
        boolean declared = application instanceof ApplicationDeclared;
        InFlight inFlight = memory.inFlight();
        List<Subject> subjects = new ArrayList<>();
        for (ResourceId resource : table.resources()) {
            DesiredResource desired = declared ? table.desired(resource) : null;
            Applied applied = table.applied().get(resource);
            if (desired != null || applied != null) {
                subjects.add(subject(resource, desired, applied, inFlight, now));
            }
        }
        return subjects;
    }

    private Subject subject(ResourceId resource, @Nullable DesiredResource desired, @Nullable Applied applied,
            @Nullable InFlight inFlight, Instant now) {
        ApiKind kind = applied != null ? ApiKind.of(applied) : ApiKind.of(Objects.requireNonNull(desired));
        Sight sight = inFlight != null && inFlight.covers(resource)
                ? new Sight.InFlight()
                : live.sight(kind, resource, applied, now);
        return new Subject(resource, desired, applied, live.object(kind, resource), sight, types.of(kind));
    }

    private Situation situation(ApplicationEvent application, String specVersion, ApplicationTable table,
            Memory memory, List<Subject> subjects, List<String> doubts) {
        Map<ResourceId, Subject> byId = new LinkedHashMap<>();
        subjects.forEach(subject -> byId.put(subject.id(), subject));
        ApplicationStatus published = memory.published();
        return new Situation(identity.cluster(), application, specVersion, table.snapshot(), table.outcome(), byId,
                memory.open(), doubts, table.approval(), published == null ? null : published.evidence().source(),
                claims(table, subjects), released(table, subjects), memory.snapshotSince().plus(HAND_OVER),
                memory.inFlight(), memory.isRequested(), memory.attempt());
    }

    /// The other Applications that declare what this one declares or recorded.
    private Map<ResourceId, Claim> claims(ApplicationTable table, List<Subject> subjects) {
        Map<ResourceId, Claim> claims = new HashMap<>();
        for (Subject subject : subjects) {
            others(table, subject).filter(other -> other.desired(subject.id()) != null)
                    .min(Comparator.comparing(ApplicationTable::name)).ifPresent(other -> claims.put(subject.id(),
                            new Claim(other.name(), other.applied().containsKey(subject.id()))));
        }
        return claims;
    }

    /// The objects that belong to another Application which wholly knows that it does not declare them any more.
    private Set<ResourceId> released(ApplicationTable table, List<Subject> subjects) {
        Set<ResourceId> released = new HashSet<>();
        for (Subject subject : subjects) {
            String owner = subject.live() == null
                    ? ""
                    : subject.live().owner().filter(it -> it.installation().equals(identity.installation()))
                            .map(Ownership::application).orElse("");
            boolean letGo = claimants.apply(subject.id()).stream()
                    .anyMatch(other -> other.name().equals(owner) && !owner.equals(table.name())
                            && hasLetGo(other, subject.id()));
            if (letGo && subject.applied() == null) {
                released.add(subject.id());
            }
        }
        return released;
    }

    private static boolean hasLetGo(ApplicationTable former, ResourceId resource) {
        return switch (former.declaration()) {
            case null -> true;
            case ApplicationRemoved _ -> true;
            case ApplicationDeclared _ -> former.desired(resource) == null && former.snapshot() != null
                    && former.incompleteness().isEmpty() && former.unreadable().isEmpty();
        };
    }

    private Stream<ApplicationTable> others(ApplicationTable table, Subject subject) {
        return claimants.apply(subject.id()).stream()
                .filter(other -> !other.name().equals(table.name()) && concernsUs(other));
    }

    private void plan(Decision decision, Situation situation, Map<Subject, Verdict> verdicts, Memory memory,
            List<Outgoing> outgoing, Instant now) {
        if (!decision.operations().isEmpty()) {
            decision.operations().forEach(operation -> {
                outgoing.add(new Outgoing.Publish(operation));
                live.touched(new ApiKind(operation.apiVersion(), operation.resource().kind()), operation.resource());
            });
            memory.planned(decision.operations(), verdicts, situation.specVersion(), now);
        } else if (situation.inFlight() == null && situation.snapshot() != null && situation.doubts().isEmpty()) {
            memory.answered();
        }
    }

    private static void publish(ApplicationStatus status, Memory memory, List<Outgoing> outgoing) {
        if (memory.publish(status)) {
            outgoing.add(new Outgoing.Publish(status));
        }
    }

    private static @Nullable Instant wakeAt(Decision decision, @Nullable InFlight inFlight) {
        Instant retry = decision.retryAt();
        Instant look = inFlight == null ? null : inFlight.nextLook();
        return look == null || (retry != null && retry.isBefore(look)) ? retry : look;
    }
}
