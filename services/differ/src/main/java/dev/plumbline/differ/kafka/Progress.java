package dev.plumbline.differ.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import dev.plumbline.contracts.Topic;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Outbox;

/// How far the channel `inputs` was taken in. Used by the loop's thread alone.
///
/// Every transaction commits at least one offset of an owned partition of the desired topic, changed or not, in the name
/// of the group: so Kafka refuses what a former owner still writes.
final class Progress {
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    private boolean uncommitted;

    void taken(Incoming.Origin origin) {
        next.put(new TopicPartition(origin.topic().topicName(), origin.partition()),
                new OffsetAndMetadata(origin.offset() + 1));
        uncommitted = true;
    }

    /// Whether something was taken in that no transaction has committed.
    boolean isUncommitted() {
        return uncommitted;
    }

    void committed() {
        uncommitted = false;
    }

    /// Others went on from where this instance was.
    void forget() {
        next.clear();
        uncommitted = false;
    }

    /// What to commit now for the owned partitions.
    Outbox.Offsets offsets(Assignment assignment) {
        Set<Integer> owned = assignment.partitions();
        next.keySet().removeIf(partition -> !owned.contains(partition.partition()));
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(next);
        List<Integer> sorted = owned.stream().sorted().toList();
        if (!sorted.isEmpty()) {
            offsets.putIfAbsent(new TopicPartition(Topic.DESIRED.topicName(), sorted.getFirst()),
                    new OffsetAndMetadata(0));
        }
        return new Outbox.Offsets(offsets, assignment.group());
    }
}
