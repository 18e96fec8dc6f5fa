package dev.plumbline.audit.domain.trace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.DriftEvent.DriftDetected;
import dev.plumbline.contracts.EventJson;
import dev.plumbline.contracts.Ids;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.TraceContext;
import dev.plumbline.messaging.Incoming;

/// One stage as a span of OpenTelemetry: finer than [Span], since each change is one.
///
/// @param name the stage
/// @param service that it passed in
/// @param error what went wrong; absent when nothing did
public record StageSpan(TraceContext context, String name, String service, Instant startedAt, Instant endedAt,
        Map<String, String> attributes, @Nullable String error) {
    private static final int SPAN_DIGITS = 16;

    /// What an event says of stages; empty for states.
    ///
    /// @param receivedAt when audit began to work on it
    /// @param recordedAt when it was in the ledger
    public static List<StageSpan> of(Incoming.Decoded record, Instant receivedAt, Instant recordedAt) {
        return TraceContext.of(record.event()).map(context -> of(context, record, receivedAt, recordedAt))
                .orElse(List.of());
    }

    private static List<StageSpan> of(TraceContext context, Incoming.Decoded record, Instant receivedAt,
            Instant recordedAt) {
        return switch (record.event()) {
            case CommitObserved commit -> List.of(new StageSpan(context, "seen", Stage.SEEN.service(),
                    commit.seen().at(), record.time(), Map.of("repository", commit.repository(), "ref", commit.ref(),
                            "commit", commit.commit(), "by", commit.seen().by()),
                    null));
            case RenderOutcome outcome -> rendered(context, outcome, record.time());
            case PlannedOperation operation -> List.of(new StageSpan(context, "planned", Stage.PLANNED.service(),
                    operation.decidedAt(), record.time(), Map.of("application", operation.application(), "plan",
                            operation.plan(), "operations", Integer.toString(operation.count())),
                    null));
            case DriftDetected drift -> List.of(new StageSpan(context, "drifted", Stage.PLANNED.service(),
                    drift.drift().detectedAt(), record.time(), Map.of("application", drift.application(), "resource",
                            drift.resource().toString(), "drift", drift.id()),
                    null));
            case Change change -> List.of(applied(context, change), audited(context, change, receivedAt, recordedAt));
            default -> List.of();
        };
    }

    private static List<StageSpan> rendered(TraceContext context, RenderOutcome outcome, Instant sentAt) {
        Instant started = outcome.startedAt();
        return started == null
                ? List.of()
                : List.of(new StageSpan(context, "rendered", Stage.RENDERED.service(), started, sentAt,
                        Map.of("application", outcome.application(), "revision", String.valueOf(outcome.revision())),
                        outcome.errors().isEmpty() ? null : outcome.errors().getFirst().toString()));
    }

    private static StageSpan applied(TraceContext context, Change change) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("application", change.application());
        attributes.put("resource", change.resource().toString());
        attributes.put("operation", word(change.operation()));
        attributes.put("outcome", word(change.outcome()));
        attributes.put("change", change.id());
        return new StageSpan(context, "applied", Stage.APPLIED.service(), change.startedAt(), change.finishedAt(),
                attributes, change.error());
    }

    private static StageSpan audited(TraceContext applied, Change change, Instant receivedAt, Instant recordedAt) {
        String id = Ids.of("audited", change.id()).substring(0, SPAN_DIGITS);
        return new StageSpan(new TraceContext(applied.traceId(), id, applied.spanId()), "audited",
                Stage.AUDITED.service(), receivedAt, recordedAt, Map.of("change", change.id()), null);
    }

    private static String word(Enum<?> value) {
        return EventJson.mapper().convertValue(value, String.class);
    }
}
