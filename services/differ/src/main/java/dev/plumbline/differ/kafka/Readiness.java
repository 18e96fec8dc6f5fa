package dev.plumbline.differ.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Up when the broker is connected, the tables are read, the watches have listed, and every Application was judged.
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class Readiness implements HealthCheck {
    private final DifferProcess process;

    Readiness(DifferProcess process) {
        this.process = process;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("applications judged").status(process.isReady()).build();
    }
}
