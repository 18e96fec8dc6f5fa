package dev.plumbline.audit.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import dev.plumbline.audit.domain.ledger.Witness;
import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.DeadLetter;
import dev.plumbline.contracts.DriftEvent.DriftDetected;
import dev.plumbline.contracts.DriftEvent.DriftResolved;
import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.EventJson;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.messaging.Incoming;

/// What all services did, counted and timed by the events that say so: each once, whatever is read twice.
public final class EventMeters implements Witness {
    /// Commits whose way into the cluster is timed; one that is older is not.
    private static final int MOST_COMMITS = 1_000;
    private static final Duration[] BUCKETS = {Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
            Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
            Duration.ofSeconds(1), Duration.ofMillis(2_500), Duration.ofSeconds(5), Duration.ofSeconds(10),
            Duration.ofSeconds(30), Duration.ofSeconds(60)};

    private final MeterRegistry registry;
    private final LinkedHashMap<String, Instant> seen = new LinkedHashMap<>();

    public EventMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public synchronized void recorded(List<Incoming.Decoded> added, Instant receivedAt, Instant recordedAt) {
        for (Incoming.Decoded record : added) {
            recorded(record.event(), record.time());
        }
        if (!added.isEmpty()) {
            stage("audited", receivedAt, recordedAt);
        }
    }

    private void recorded(Event event, Instant sentAt) {
        switch (event) {
            case CommitObserved commit -> {
                count("plumbline.audit.commits", "Commits seen on watched refs", "by", commit.seen().by());
                stage("seen", commit.seen().at(), sentAt);
                remember(commit);
            }
            case RenderOutcome outcome -> {
                count("plumbline.audit.renders", "Renders of Applications", "outcome", word(outcome.result()));
                if (outcome.startedAt() != null) {
                    stage("rendered", outcome.startedAt(), sentAt);
                }
            }
            case PlannedOperation first when first.index() == 0 -> {
                count("plumbline.audit.plans", "Plans decided", "cause", word(first.cause()));
                stage("planned", first.decidedAt(), sentAt);
            }
            case Change change -> changed(change);
            case DriftDetected drift -> count("plumbline.audit.drifts", "Drifts that began", "policy",
                    word(drift.drift().policy()));
            case DriftResolved drift -> time("plumbline.audit.drift", "How long drifts were open", "resolution",
                    word(drift.resolution()), Duration.between(drift.drift().detectedAt(), drift.resolvedAt()));
            case DeadLetter letter -> count("plumbline.audit.dead.letters", "Records that a service gave up",
                    "service", letter.service());
            default -> {
                // States, and operations of a plan that is counted already.
            }
        }
    }

    private void changed(Change change) {
        Counter.builder("plumbline.audit.changes").description("Operations executed on clusters")
                .tag("cause", word(change.cause())).tag("outcome", word(change.outcome())).register(registry)
                .increment();
        stage("applied", change.startedAt(), change.finishedAt());
        Instant since = seen.get(change.provenance().commit());
        if (since != null && change.cause() == Cause.COMMIT && change.outcome() == Change.Outcome.APPLIED) {
            time("plumbline.audit.commit.to.cluster", "From the webhook, or the poll, to a resource in the cluster",
                    "cluster", change.cluster(), Duration.between(since, change.finishedAt()));
        }
    }

    private void remember(CommitObserved commit) {
        seen.putIfAbsent(commit.commit(), commit.seen().at());
        if (seen.size() > MOST_COMMITS) {
            seen.pollFirstEntry();
        }
    }

    private void stage(String stage, Instant from, Instant to) {
        time("plumbline.audit.stage", "What a stage of the pipeline takes", "stage", stage, Duration.between(from, to));
    }

    private void count(String name, String description, String tag, String value) {
        Counter.builder(name).description(description).tag(tag, value).register(registry).increment();
    }

    private void time(String name, String description, String tag, String value, Duration duration) {
        Timer.builder(name).description(description).tag(tag, value).serviceLevelObjectives(BUCKETS)
                .register(registry).record(duration);
    }

    private static String word(Enum<?> value) {
        return EventJson.mapper().convertValue(value, String.class);
    }
}
