package dev.plumbline.renderer.http;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.plumbline.renderer.kafka.CommitHandler;
import dev.plumbline.renderer.kafka.RendererTables;

/// Ready when the tables are read and the fleet was rendered, or it is known why it cannot be.
@Readiness
@Singleton
public final class FleetKnown implements HealthCheck {
    private final RendererTables tables;
    private final CommitHandler commits;

    public FleetKnown(RendererTables tables, CommitHandler commits) {
        this.tables = tables;
        this.commits = commits;
    }

    @Override
    public HealthCheckResponse call() {
        boolean read = tables.areRead();
        boolean fleet = commits.knowsFleet();
        return HealthCheckResponse.named("fleet known").withData("tables read", read).withData("fleet rendered", fleet)
                .status(read && fleet).build();
    }
}
