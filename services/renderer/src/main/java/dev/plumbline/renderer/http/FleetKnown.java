package dev.plumbline.renderer.http;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.plumbline.renderer.git.MirrorSources;
import dev.plumbline.renderer.kafka.CommitHandler;
import dev.plumbline.renderer.kafka.RendererTables;

/// Ready when the broker is connected, the tables are read, git-watcher serves its mirrors, and the fleet was rendered, or
/// it is known why it cannot be.
@Readiness
@Singleton
public final class FleetKnown implements HealthCheck {
    private final RendererTables tables;
    private final CommitHandler commits;
    private final MirrorSources sources;

    public FleetKnown(RendererTables tables, CommitHandler commits, MirrorSources sources) {
        this.tables = tables;
        this.commits = commits;
        this.sources = sources;
    }

    @Override
    public HealthCheckResponse call() {
        boolean connected = tables.isConnected();
        boolean read = tables.areRead();
        boolean mirrors = sources.isReachable();
        boolean fleet = commits.knowsFleet();
        return HealthCheckResponse.named("fleet known").withData("broker", connected).withData("tables read", read)
                .withData("mirrors", mirrors).withData("fleet rendered", fleet)
                .status(connected && read && mirrors && fleet).build();
    }
}
