package dev.plumbline.gitwatcher.http;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.plumbline.gitwatcher.kafka.KafkaInput;
import dev.plumbline.messaging.ClientState;

/// Ready when the broker is connected and the tables are read: from then on every repository is watched.
@Readiness
@Singleton
public final class TablesRead implements HealthCheck {
    private final KafkaInput input;

    public TablesRead(KafkaInput input) {
        this.input = input;
    }

    @Override
    public HealthCheckResponse call() {
        boolean connected = input.consumer().filter(ClientState::isConnected).isPresent();
        return HealthCheckResponse.named("tables read").withData("broker", connected)
                .status(connected && input.isRead()).build();
    }
}
