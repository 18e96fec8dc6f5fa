package dev.plumbline.renderer;

import java.time.Duration;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import dev.plumbline.messaging.EarlyHealth;
import dev.plumbline.messaging.Outbox;
import dev.plumbline.renderer.git.MirrorSources;
import dev.plumbline.renderer.kafka.CommitHandler;
import dev.plumbline.renderer.kafka.RendererTables;

/// Reads the tables before the channels consume, and makes sure that the fleet given at start is rendered.
@Singleton
final class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    /// The commit itself, where it is still to be handled, comes within this time.
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final RendererTables tables;
    private final CommitHandler commits;
    private final MirrorSources sources;
    private final Outbox outbox;
    private @Nullable Thread catchingUp;

    Lifecycle(RendererTables tables, CommitHandler commits, MirrorSources sources,
            Outbox outbox) {
        this.tables = tables;
        this.commits = commits;
        this.sources = sources;
        this.outbox = outbox;
    }

    /// Before the framework makes consumers and the producer, which need the topics.
    void await(@Observes @Priority(-100) StartupEvent event) throws InterruptedException {
        try (EarlyHealth _ = EarlyHealth.open()) {
            tables.open();
        }
    }

    void start(@Observes StartupEvent event) {
        catchingUp = Thread.ofVirtual().name("catch-up").start(this::catchUp);
    }

    private void catchUp() {
        try {
            while (!tables.areRead() || commits.isBehind()) {
                boolean waited = tables.areRead();
                Thread.sleep(GRACE);
                if (waited) {
                    tryToCatchUp();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToCatchUp() {
        try {
            commits.catchUp(outbox);
        } catch (RuntimeException e) {
            LOG.warnf("fleet cannot be rendered now, trying again error=%s", e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Thread thread = catchingUp;
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
        tables.close();
        sources.close();
    }
}
