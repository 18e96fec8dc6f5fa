package dev.plumbline.applier.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;

import dev.plumbline.applier.domain.Plan;
import dev.plumbline.applier.domain.PlanAssembly;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.messaging.Batches;
import dev.plumbline.messaging.Decoder;
import dev.plumbline.messaging.Incoming.Decoded;
import dev.plumbline.messaging.Incoming.Foreign;
import dev.plumbline.messaging.Incoming.Tombstone;
import dev.plumbline.messaging.Incoming.Undecodable;
import dev.plumbline.messaging.Outgoing;

/// Reads `plumbline.plans.v1`, never waiting for a plan to be executed.
@ApplicationScoped
@Identifier("plans")
class PlanChannel implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(PlanChannel.class);

    private final Applier applier;
    private final PlanAssembly assembly = new PlanAssembly();
    private final Map<String, List<PlanRunner.Position>> positions = new HashMap<>();
    /// A batch may still be on its way when its partitions go.
    private final Set<TopicPartition> owned = ConcurrentHashMap.newKeySet();

    PlanChannel(Applier applier) {
        this.applier = applier;
    }

    @Incoming("plans")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> batch) {
        return Uni.createFrom().item(batch).emitOn(applier.threads()).invoke(this::take).replaceWithVoid();
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        owned.addAll(partitions);
        applier.owns(consumer.groupMetadata());
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        LOG.infof("partitions lost partition=%s", partitions);
        owned.removeAll(partitions);
        try {
            applier.disown();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            applier.progress().forget(partitions);
            assembly.clear();
            positions.clear();
        }
    }

    private synchronized void take(KafkaRecordBatch<String, byte[]> batch) {
        try {
            for (ConsumerRecord<String, byte[]> record : Batches.consumerRecords(batch)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (!owned.contains(partition)) {
                    continue;
                }
                applier.progress().read(partition, record.offset());
                take(record, new PlanRunner.Position(partition, record.offset()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record, PlanRunner.Position position)
            throws InterruptedException {
        Decoder decoder = applier.decoder();
        switch (decoder.decode(record)) {
            case Decoded decoded when decoded.event() instanceof PlannedOperation operation -> {
                if (operation.cluster().equals(applier.cluster())) {
                    add(operation, position);
                } else {
                    applier.pass(position, List.of());
                }
            }
            case Decoded decoded -> applier.pass(position, List.of(new Outgoing.Publish(decoder.deadLetter(decoded,
                    new IllegalArgumentException("an event of the topic's contract is an operation of a plan")))));
            case Undecodable bad -> applier.pass(position, List.of(new Outgoing.Publish(decoder.deadLetter(bad))));
            case Foreign _,Tombstone _ -> applier.pass(position, List.of());
        }
    }

    private void add(PlannedOperation operation, PlanRunner.Position position) {
        positions.computeIfAbsent(operation.plan(), _ -> new ArrayList<>()).add(position);
        Optional<Plan> complete = assembly.add(operation);
        complete.ifPresent(plan -> {
            List<PlanRunner.Position> all = positions.remove(plan.id());
            applier.submit(plan, all == null ? List.of() : all);
        });
    }
}
