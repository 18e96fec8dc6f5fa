package dev.plumbline.differ.kafka;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

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

import dev.plumbline.contracts.Topic;
import dev.plumbline.differ.domain.Input;
import dev.plumbline.messaging.Batches;
import dev.plumbline.messaging.Incoming.Undecodable;
import dev.plumbline.messaging.Outgoing;

import static dev.plumbline.differ.kafka.Handover.untilInterrupted;

/// Reads Changes and Commands, and learns which partitions are ours. The desired topic is subscribed to for ownership
/// alone: its records come as a table.
@ApplicationScoped
@Identifier("inputs")
class InputsChannel implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(InputsChannel.class);

    private final DifferProcess process;

    InputsChannel(DifferProcess process) {
        this.process = process;
    }

    @Incoming("inputs")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> batch) {
        return Uni.createFrom().item(batch).emitOn(process.threads()).invoke(this::take).replaceWithVoid();
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Set<Integer> owned = consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(Topic.DESIRED.topicName()))
                .map(TopicPartition::partition).collect(Collectors.toSet());
        LOG.infof("partitions owned partition=%s", owned);
        untilInterrupted(() -> process.owns(new Assignment(owned, consumer.groupMetadata())));
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        process.disowned();
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        process.disowned();
    }

    private void take(KafkaRecordBatch<String, byte[]> batch) {
        untilInterrupted(() -> {
            for (ConsumerRecord<String, byte[]> record : Batches.consumerRecords(batch)) {
                take(process.decoder().decode(record));
            }
        });
    }

    private void take(dev.plumbline.messaging.Incoming record) throws InterruptedException {
        boolean tableRow = record.origin().topic() == Topic.DESIRED;
        if (record instanceof Undecodable bad && !tableRow) {
            process.loop().putPoisoned(new Input.Tick(), new Outgoing.Publish(process.decoder().deadLetter(bad)));
        }
        process.loop().putConsumed(tableRow ? new Input.Tick() : new Input.Told(record), record.origin());
    }
}
