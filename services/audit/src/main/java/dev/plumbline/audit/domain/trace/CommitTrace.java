package dev.plumbline.audit.domain.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.Change.Outcome;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.EventJson;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.TraceContext;

/// A commit's way through all services.
///
/// @param traceId of the same trace where a collector keeps it
/// @param spans by their start
/// @param truncated whether there is more than is read at once
public record CommitTrace(String commit, String traceId, String repository, String ref, String subject, Person author,
        List<Span> spans, boolean truncated) {
    private static final List<Outcome> BY_GRAVITY = List.of(Outcome.UNCHANGED, Outcome.APPLIED, Outcome.UNKNOWN,
            Outcome.REFUSED, Outcome.FAILED);

    public CommitTrace {
        spans = spans.stream().sorted(Comparator.comparing(Span::startedAt).thenComparing(Span::stage)).toList();
    }

    /// @param entries of the commit's trace, and the outcomes of renders that took it together with a later commit
    public static CommitTrace of(CommitObserved commit, List<Recorded> entries, boolean truncated) {
        List<Span> spans = new ArrayList<>();
        Map<String, List<Recorded>> plans = new LinkedHashMap<>();
        Map<String, List<Recorded>> changes = new LinkedHashMap<>();
        for (Recorded entry : entries) {
            switch (entry.event()) {
                case CommitObserved seen -> spans.add(new Span(Stage.SEEN, null, null, null, 0, seen.seen().by(),
                        seen.seen().at(), entry.sentAt()));
                case RenderOutcome outcome -> spans.add(rendered(outcome, entry));
                case PlannedOperation operation -> plans.computeIfAbsent(operation.plan(), _ -> new ArrayList<>())
                        .add(entry);
                case Change change -> changes.computeIfAbsent(change.plan(), _ -> new ArrayList<>()).add(entry);
                default -> {
                    // What else belongs to the trace, a declaration, is no stage.
                }
            }
        }
        plans.values().forEach(plan -> spans.add(planned(plan)));
        changes.values().forEach(plan -> spans.addAll(applied(plan)));
        return new CommitTrace(commit.commit(), TraceContext.traceIdOf(commit.commit()), commit.repository(),
                commit.ref(), commit.subject(), commit.author(), spans, truncated);
    }

    private static Span rendered(RenderOutcome outcome, Recorded entry) {
        Instant started = outcome.startedAt() == null ? outcome.at() : outcome.startedAt();
        return new Span(Stage.RENDERED, outcome.application(), outcome.revision(), null, 0, word(outcome.result()),
                started, entry.sentAt());
    }

    private static Span planned(List<Recorded> plan) {
        PlannedOperation first = (PlannedOperation) plan.getFirst().event();
        return new Span(Stage.PLANNED, first.application(), first.revision(), first.plan(), plan.size(),
                word(first.cause()), first.decidedAt(), latest(plan.stream().map(Recorded::sentAt)));
    }

    private static List<Span> applied(List<Recorded> plan) {
        List<Change> changes = plan.stream().map(Recorded::event).map(Change.class::cast).toList();
        Change first = changes.getFirst();
        Outcome worst = changes.stream().map(Change::outcome).max(Comparator.comparingInt(BY_GRAVITY::indexOf))
                .orElseThrow();
        List<Span> spans = new ArrayList<>();
        spans.add(new Span(Stage.APPLIED, first.application(), first.revision(), first.plan(), changes.size(),
                word(worst), earliest(changes.stream().map(Change::startedAt)),
                latest(changes.stream().map(Change::finishedAt))));
        List<Instant> received = plan.stream().map(Recorded::receivedAt).filter(Objects::nonNull).toList();
        List<Instant> recorded = plan.stream().map(Recorded::recordedAt).filter(Objects::nonNull).toList();
        if (!received.isEmpty() && !recorded.isEmpty()) {
            spans.add(new Span(Stage.AUDITED, first.application(), first.revision(), first.plan(), changes.size(),
                    "recorded", earliest(received.stream()), latest(recorded.stream())));
        }
        return spans;
    }

    private static Instant earliest(Stream<Instant> times) {
        return times.min(Comparator.naturalOrder()).orElseThrow();
    }

    private static Instant latest(Stream<Instant> times) {
        return times.max(Comparator.naturalOrder()).orElseThrow();
    }

    private static String word(Enum<?> value) {
        return EventJson.mapper().convertValue(value, String.class);
    }
}
