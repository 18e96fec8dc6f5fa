package dev.plumbline.differ.kafka;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;

import dev.plumbline.contracts.Topic;
import dev.plumbline.differ.DifferConfig;
import dev.plumbline.differ.domain.ClusterAudit;
import dev.plumbline.differ.domain.Differ;
import dev.plumbline.differ.domain.Identity;
import dev.plumbline.differ.kubernetes.KubernetesView;
import dev.plumbline.messaging.Broker;
import dev.plumbline.messaging.ClientState;
import dev.plumbline.messaging.Decoder;
import dev.plumbline.messaging.EarlyHealth;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.Outbox;
import dev.plumbline.messaging.Tables;

/// Starts and stops the parts: the tables, the watches, and the loop between them.
///
/// Topics are created before the channels subscribe; when the loop cannot go on the process ends, and its supervisor
/// starts another, which reads its state from the topics.
@Singleton
class DifferProcess implements ClusterAudit {
    private static final Logger LOG = Logger.getLogger(DifferProcess.class);
    private static final Set<Topic> TABLES = Set.of(Topic.APPLICATIONS, Topic.DESIRED, Topic.APPLIED, Topic.HOLDS,
            Topic.STATUS);

    private final DifferConfig config;
    private final Broker broker;
    private final EventCodec codec;
    private final Outbox outbox;
    private final KubernetesClient client;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final MeterRegistry metrics;
    private volatile @Nullable Running running;
    private @Nullable Assignment former;

    /// What exists once the topics do.
    private record Running(Decoder decoder, Loop loop, Tables tables, KubernetesView view, Thread thread) {
    }

    DifferProcess(DifferConfig config, Broker broker, EventCodec codec, Outbox outbox, KubernetesClient client,
            InstantSource clock, @VirtualThreads ExecutorService threads, MeterRegistry metrics) {
        this.config = config;
        this.broker = broker;
        this.codec = codec;
        this.outbox = outbox;
        this.client = client;
        this.clock = clock;
        this.threads = threads;
        this.metrics = metrics;
    }

    void start(@Observes @Priority(-100) StartupEvent event) throws InterruptedException {
        int partitions = awaitTopics();
        Decoder decoder = new Decoder("differ", codec, clock, partitions);
        Loop loop = new Loop(new Differ(new Identity(config.cluster(), config.installation())), outbox, clock,
                partitions, config.maxWaitingInputs());
        OpenDrifts drifts = new OpenDrifts();
        Tables tables = new Tables("differ", broker.tableConsumer(), TABLES, decoder,
                new TableReader(loop, decoder, drifts));
        KubernetesView view = new KubernetesView(client, loop, clock, metrics);
        Thread thread = Thread.ofPlatform().name("differ-loop").unstarted(() -> loop(loop, view));
        running = new Running(decoder, loop, tables, view, thread);
        metrics.gauge("plumbline.differ.inputs.waiting", loop, Loop::waiting);
        metrics.gauge("plumbline.differ.drift.open", drifts, OpenDrifts::count);
        ClientState.meter(metrics, "differ", "tables", tables::state);
        view.start();
        thread.start();
    }

    private int awaitTopics() throws InterruptedException {
        try (EarlyHealth _ = EarlyHealth.open()) {
            return broker.awaitTopics();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Running parts = running;
        if (parts != null) {
            parts.view().close();
            parts.thread().interrupt();
            parts.thread().join();
            parts.tables().close();
        }
    }

    @Override
    public void hear(JsonNode events) throws InterruptedException {
        Running parts = running;
        if (parts != null) {
            parts.view().hear(events);
        }
    }

    ExecutorService threads() {
        return threads;
    }

    Decoder decoder() {
        return parts().decoder();
    }

    Loop loop() {
        return parts().loop();
    }

    boolean isReady() {
        Running parts = running;
        return parts != null && parts.loop().isReady() && parts.tables().state().isConnected();
    }

    boolean isAlive() {
        Running parts = running;
        return parts == null || parts.thread().isAlive();
    }

    /// Called by the consumer's thread alone.
    void owns(Assignment assignment) throws InterruptedException {
        Running parts = parts();
        Assignment before = former;
        former = assignment;
        if (before != null && !assignment.follows(before)) {
            LOG.warnf("others may have owned the partitions meanwhile, all is read anew partition=%s",
                    assignment.partitions());
            parts.loop().lost();
            parts.tables().forget();
            parts.loop().forgotten();
        }
        parts.loop().assigned(assignment);
        parts.tables().own(assignment.partitions());
    }

    void disowned() {
        parts().loop().assigned(null);
    }

    private Running parts() {
        return Objects.requireNonNull(running, "the channels subscribe after the start");
    }

    private static void loop(Loop loop, KubernetesView view) {
        try {
            loop.run(view);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "the loop cannot go on, the process ends");
            Quarkus.asyncExit(1);
        }
    }
}
