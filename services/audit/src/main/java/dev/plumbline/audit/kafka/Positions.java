package dev.plumbline.audit.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.TopicPartition;

import dev.plumbline.audit.domain.ledger.Position;
import dev.plumbline.messaging.Incoming;

/// How far each partition is in the ledger. The ledger's word counts, not the group's offsets in Kafka: those are
/// committed later, and outlive a ledger that was lost.
///
/// A position under another topic id is forgotten: the topic was created anew and begins at 0.
public final class Positions {
    private final Map<String, String> topicIds;
    private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();

    public Positions(List<Position> recorded, Map<String, String> topicIds) {
        this.topicIds = topicIds;
        for (Position position : recorded) {
            if (position.topicId().equals(topicIds.get(position.topic()))) {
                next.put(new TopicPartition(position.topic(), position.partition()), position.nextOffset());
            }
        }
    }

    /// Where reading goes on; empty for a partition that was never read.
    Optional<Long> of(TopicPartition partition) {
        return Optional.ofNullable(next.get(partition));
    }

    boolean isNew(Incoming record) {
        return record.origin().offset() >= of(partition(record)).orElse(0L);
    }

    /// The positions behind these records.
    List<Position> after(List<Incoming> records) {
        Map<TopicPartition, Long> reached = new HashMap<>();
        records.forEach(record -> reached.merge(partition(record), record.origin().offset() + 1, Math::max));
        return reached.entrySet().stream()
                .map(entry -> new Position(entry.getKey().topic(), entry.getKey().partition(),
                        topicIds.getOrDefault(entry.getKey().topic(), ""), entry.getValue()))
                .toList();
    }

    /// The ledger has these.
    void reached(List<Position> recorded) {
        recorded.forEach(position -> next.put(new TopicPartition(position.topic(), position.partition()),
                position.nextOffset()));
    }

    private static TopicPartition partition(Incoming record) {
        return new TopicPartition(record.origin().topic().topicName(), record.origin().partition());
    }
}
