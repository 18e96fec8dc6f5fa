package dev.plumbline.audit.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;

import dev.plumbline.messaging.ClientState;

/// Ready when the schema is in place, the broker is there, the partitions are assigned, and what was waiting at the start
/// is in the ledger. Whether the database is there is said beside it.
@Readiness
@ApplicationScoped
class BacklogCheck implements HealthCheck {
    private final Instance<Backlog> backlog;
    private final Instance<LedgerPositionListener> assignment;
    private final KafkaClientService clients;
    private volatile boolean started;

    /// What is asked for only after the start waits for database and broker before it exists.
    BacklogCheck(Instance<Backlog> backlog,
            @Identifier(LedgerInput.CHANNEL) Instance<LedgerPositionListener> assignment, KafkaClientService clients) {
        this.backlog = backlog;
        this.assignment = assignment;
        this.clients = clients;
    }

    /// Observers are told in order: those that wait come first.
    void started(@Observes StartupEvent event) {
        started = true;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("ledger is up to the start")
                .withData("started", started);
        if (!started) {
            return answer.down().build();
        }
        boolean connected = ClientState.of(clients, LedgerInput.CHANNEL).isConnected();
        boolean assigned = assignment.get().isAssigned();
        return answer.status(connected && assigned && backlog.get().isEmpty()).withData("broker", connected)
                .withData("assigned", assigned).withData("partitions to be read", backlog.get().partitions()).build();
    }
}
