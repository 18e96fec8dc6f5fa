package dev.plumbline.applier.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready when the topics are there and the broker is connected.
@Readiness
@ApplicationScoped
class TopicsReady implements HealthCheck {
    private final Applier applier;

    TopicsReady(Applier applier) {
        this.applier = applier;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("topics").status(applier.isReady()).build();
    }
}
