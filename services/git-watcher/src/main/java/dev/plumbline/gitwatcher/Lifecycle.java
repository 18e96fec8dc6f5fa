package dev.plumbline.gitwatcher;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import dev.plumbline.gitwatcher.domain.Watches;
import dev.plumbline.gitwatcher.domain.Watchlist;
import dev.plumbline.gitwatcher.kafka.KafkaInput;
import dev.plumbline.messaging.ClientState;
import dev.plumbline.messaging.EarlyHealth;

/// Starts the watches once the broker answers, and ends them before the framework takes the producer away.
@Singleton
final class Lifecycle {
    private final KafkaInput input;
    private final Watchlist watchlist;
    private final Watches watches;
    private final MeterRegistry metrics;

    Lifecycle(KafkaInput input, Watchlist watchlist, Watches watches, MeterRegistry metrics) {
        this.input = input;
        this.watchlist = watchlist;
        this.watches = watches;
        this.metrics = metrics;
    }

    /// Before the framework makes the producer, which needs the broker.
    void await(@Observes @Priority(-100) StartupEvent event) throws InterruptedException {
        try (EarlyHealth _ = EarlyHealth.open()) {
            input.awaitTopics();
        }
    }

    void start(@Observes StartupEvent event) {
        input.open(watchlist, watches);
        ClientState.meter(metrics, "git.watcher", "tables", () -> input.consumer().orElseThrow());
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        input.close();
        watches.stop();
    }
}
