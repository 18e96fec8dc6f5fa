package dev.plumbline.audit.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;

import dev.plumbline.messaging.ClientState;

/// How far the ledger is behind the topics.
@ApplicationScoped
class LagMeter {
    void register(@Observes StartupEvent event, MeterRegistry registry, Backlog backlog, KafkaClientService clients) {
        ClientState.meter(registry, "audit", LedgerInput.CHANNEL, () -> ClientState.of(clients, LedgerInput.CHANNEL));
        Gauge.builder("plumbline.audit.backlog.partitions", backlog, Backlog::partitions)
                .description("Partitions whose records from before the start are not in the ledger yet")
                .baseUnit("partitions").register(registry);
    }
}
