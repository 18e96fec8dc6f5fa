package dev.plumbline.differ.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.ApplicationStatus.OpenDrift;
import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.contracts.DriftEvent.Resolution;
import dev.plumbline.differ.domain.drift.ClusterWrites;
import dev.plumbline.differ.domain.drift.DriftCourse;
import dev.plumbline.differ.domain.drift.DriftCourse.Sighting;
import dev.plumbline.differ.domain.live.LiveObject;
import dev.plumbline.differ.domain.plan.Snapshot;
import dev.plumbline.differ.domain.plan.Subject;
import dev.plumbline.differ.domain.plan.Verdict;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.messaging.Outgoing;

/// Follows the drifts of one Application from verdict to verdict, and tells what becomes of them.
final class Drifts {
    private Drifts() {
    }

    /// Brings the open drifts up to date.
    ///
    /// @return what is to be said
    static List<Outgoing> follow(ApplicationEvent application, String cluster, @Nullable Snapshot snapshot,
            Map<Subject, Verdict> verdicts, Memory memory, ClusterWrites writes, Instant now) {
        List<Outgoing> said = new ArrayList<>();
        List.copyOf(memory.open().entrySet()).forEach(
                open -> advance(open.getKey(), DriftCourse.named(open.getValue(), writes), memory, said));
        memory.named(writes, now).forEach(resolved -> said.add(new Outgoing.Publish(resolved)));
        Set<ResourceId> gone = new HashSet<>(memory.open().keySet());
        verdicts.forEach((subject, verdict) -> {
            gone.remove(subject.id());
            OpenDrift open = memory.open().get(subject.id());
            Sighting sighting = sighting(application, cluster, snapshot, subject, verdict, open, memory, now);
            advance(subject.id(), DriftCourse.after(open, sighting, now), memory, said);
        });
        gone.forEach(resource -> advance(resource, DriftCourse.after(memory.open().get(resource),
                new Sighting.Agrees(Resolution.DECLARED), now), memory, said));
        return said;
    }

    private static void advance(ResourceId resource, DriftCourse course, Memory memory, List<Outgoing> said) {
        if (course.event() != null) {
            said.add(new Outgoing.Publish(course.event()));
        }
        if (course.event() instanceof DriftEvent.DriftResolved resolved) {
            memory.resolved(resolved);
        }
        if (course.open() == null) {
            memory.open().remove(resource);
        } else {
            memory.open().put(resource, course.open());
        }
    }

    private static Sighting sighting(ApplicationEvent application, String cluster, @Nullable Snapshot snapshot,
            Subject subject, Verdict verdict, @Nullable OpenDrift open, Memory memory, Instant now) {
        return switch (verdict) {
            case Verdict.Drifted drifted when application instanceof ApplicationDeclared declared && snapshot != null ->
                differs(declared, cluster, snapshot, subject, drifted, now);
            case Verdict.InSync(List<FieldDrift> ignored) -> open == null
                    ? new Sighting.Undecided()
                    : new Sighting.Agrees(resolution(open, subject.applied(), ignored, snapshot, memory));
            case Verdict.Unwanted _ -> new Sighting.Agrees(Resolution.DECLARED);
            case Verdict.Drifted _,Verdict.Missing _,Verdict.Outdated _,Verdict.Unrecorded _,Verdict.Unsettled _,Verdict.Unserved _,Verdict.Unreadable _ ->
                new Sighting.Undecided();
        };
    }

    private static Sighting differs(ApplicationDeclared declared, String cluster, Snapshot snapshot, Subject subject,
            Verdict.Drifted drifted, Instant now) {
        LiveObject live = subject.live();
        Applied applied = Objects.requireNonNull(subject.applied(), "a resource without a record has not drifted");
        String id = DriftCourse.id(subject.id(), live == null ? applied.uid() : live.uid(),
                live == null ? applied.resourceVersion() : live.resourceVersion(), drifted.kind());
        return new Sighting.Differs(id, new DriftEvent.Drift(declared.name(), cluster, subject.id(), drifted.kind(),
                snapshot.marker().renderedFrom(), drifted.fields(), now, declared.spec().drift().policy()));
    }

    /// Who was stopped between a correction and its end reads from the record that there was one.
    private static Resolution resolution(OpenDrift open, @Nullable Applied applied, List<FieldDrift> ignored,
            @Nullable Snapshot snapshot, Memory memory) {
        if (memory.wasCorrected(open.id()) || (applied != null && applied.at().isAfter(open.drift().detectedAt()))) {
            return Resolution.CORRECTED;
        }
        if (snapshot != null && !snapshot.marker().renderedFrom().equals(open.drift().revision())) {
            return Resolution.DECLARED;
        }
        Set<String> hidden = ignored.stream().map(FieldDrift::path).collect(Collectors.toSet());
        boolean nowIgnored = !open.drift().fields().isEmpty()
                && open.drift().fields().stream().map(FieldDrift::path).allMatch(hidden::contains);
        return nowIgnored ? Resolution.IGNORED : Resolution.REVERTED;
    }
}
