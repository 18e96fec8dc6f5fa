package dev.plumbline.renderer.kafka;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;

import dev.plumbline.messaging.BatchHandler;
import dev.plumbline.messaging.Batches;
import dev.plumbline.messaging.ClientState;
import dev.plumbline.messaging.FencedException;
import dev.plumbline.messaging.Outbox;

/// The two channels that renderer consumes; the partitions of the requests are those whose desired state it owns.
@ApplicationScoped
@Identifier("requests")
class Channels implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(Channels.class);
    private static final String COMMITS = "commits";
    private static final String REQUESTS = "requests";

    private final KafkaClientService clients;
    private final RendererTables tables;
    private final CommitHandler commits;
    private final RequestHandler requests;
    private final Outbox outbox;
    private final ExecutorService threads;

    Channels(KafkaClientService clients, RendererTables tables, CommitHandler commits, RequestHandler requests,
            Outbox outbox, @VirtualThreads ExecutorService threads, MeterRegistry metrics) {
        this.clients = clients;
        this.tables = tables;
        this.commits = commits;
        this.requests = requests;
        this.outbox = outbox;
        this.threads = threads;
        ClientState.meter(metrics, "renderer", COMMITS, () -> ClientState.of(clients, COMMITS));
        ClientState.meter(metrics, "renderer", REQUESTS, () -> ClientState.of(clients, REQUESTS));
    }

    @Incoming(COMMITS)
    Uni<Void> onCommits(KafkaRecordBatch<String, byte[]> batch) {
        return process(COMMITS, batch, commits);
    }

    @Incoming(REQUESTS)
    Uni<Void> onRequests(KafkaRecordBatch<String, byte[]> batch) {
        return process(REQUESTS, batch, requests);
    }

    private Uni<Void> process(String channel, KafkaRecordBatch<String, byte[]> batch, BatchHandler handler) {
        return Uni.createFrom().item(batch).emitOn(threads).invoke(this::awaitDeclared)
                .chain(records -> new Batches(clients, channel, tables.decoder(), outbox, threads).process(records,
                        handler))
                .onFailure(FencedException.class).invoke(error -> {
                    LOG.errorf(error, "another instance writes, the process ends to be started anew");
                    Quarkus.asyncExit(1);
                });
    }

    private void awaitDeclared(KafkaRecordBatch<String, byte[]> batch) {
        try {
            tables.awaitDeclared();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before the tables were read", e);
        }
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        tables.own(numbers(consumer.assignment()));
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        requests.forget();
        Set<TopicPartition> kept = new HashSet<>(consumer.assignment());
        kept.removeAll(partitions);
        tables.own(numbers(kept));
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        onPartitionsRevoked(consumer, partitions);
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        Set<Integer> numbers = new HashSet<>();
        partitions.forEach(partition -> numbers.add(partition.partition()));
        return numbers;
    }
}
