package dev.plumbline.gitwatcher.http;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.plumbline.gitwatcher.kafka.KafkaInput;

/// Ready when the tables are read: from then on every repository is watched.
@Readiness
@Singleton
public final class TablesRead implements HealthCheck {
    private final KafkaInput input;

    public TablesRead(KafkaInput input) {
        this.input = input;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("tables read").status(input.isRead()).build();
    }
}
