package dev.plumbline.applier.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;

import dev.plumbline.applier.ApplierConfig;
import dev.plumbline.applier.domain.Plan;
import dev.plumbline.applier.domain.PlanExecution;
import dev.plumbline.messaging.Broker;
import dev.plumbline.messaging.ClientState;
import dev.plumbline.messaging.Decoder;
import dev.plumbline.messaging.EarlyHealth;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.Outbox;
import dev.plumbline.messaging.Outgoing;

/// What stands between the plans' topic and the cluster.
///
/// Topics are created before the channels subscribe; when this instance may not write any more the process ends, and its
/// supervisor starts another.
@Singleton
class Applier {
    private static final Logger LOG = Logger.getLogger(Applier.class);
    private static final String PLANS = "plans";

    /// The next owner waits for this in a rebalance, and cannot be longer delayed than people notice.
    private static final Duration HAND_OVER = Duration.ofSeconds(3);

    private final ApplierConfig config;
    private final Broker broker;
    private final EventCodec codec;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final KafkaClientService clients;
    private final Progress progress = new Progress();
    private final GroupCommit publication;
    private final PlanRunner runner;
    private volatile int partitions;

    Applier(ApplierConfig config, Broker broker, EventCodec codec, InstantSource clock,
            @VirtualThreads ExecutorService threads,
            Outbox outbox, KafkaClientService clients, PlanExecution execution, MeterRegistry metrics) {
        this.config = config;
        this.broker = broker;
        this.codec = codec;
        this.clock = clock;
        this.threads = threads;
        this.clients = clients;
        this.publication = new GroupCommit(outbox, progress);
        this.runner = new PlanRunner(execution, publication, threads, config.kubernetes().maxConcurrentPlans());
        metrics.gauge("plumbline.applier.plans.inflight", runner, PlanRunner::inFlight);
        ClientState.meter(metrics, "applier", PLANS, () -> ClientState.of(clients, PLANS));
    }

    void start(@Observes @Priority(-100) StartupEvent event) throws InterruptedException {
        try (EarlyHealth _ = EarlyHealth.open()) {
            partitions = broker.awaitTopics();
        }
        threads.execute(this::commitUntilTheEnd);
    }

    /// Whether the topics are there and the broker is connected, so that plans can come.
    boolean isReady() {
        return partitions > 0 && ClientState.of(clients, PLANS).isConnected();
    }

    String cluster() {
        return config.cluster();
    }

    Decoder decoder() {
        return new Decoder("applier", codec, clock, partitions);
    }

    Progress progress() {
        return progress;
    }

    ExecutorService threads() {
        return threads;
    }

    /// Takes a plan that is complete.
    void submit(Plan plan, List<PlanRunner.Position> positions) {
        runner.submit(plan, positions);
    }

    /// Partitions were assigned; the offsets are committed in the name of this membership from now on.
    void owns(ConsumerGroupMetadata membership) {
        publication.join(membership);
    }

    /// The partitions are lost, or may be.
    void disown() throws InterruptedException {
        runner.disown(HAND_OVER);
    }

    /// Commits a record that leads to nothing in the cluster, with what is to be said about it.
    void pass(PlanRunner.Position position, List<Outgoing> records) throws InterruptedException {
        publication.publish(records, List.of(position));
    }

    private void commitUntilTheEnd() {
        try {
            publication.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "this instance cannot write any more, it ends");
            Quarkus.asyncExit(1);
        }
    }
}
