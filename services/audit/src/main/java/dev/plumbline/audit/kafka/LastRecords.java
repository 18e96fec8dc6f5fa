package dev.plumbline.audit.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Finds the newest record of partitions.
///
/// The end offset does not tell: markers of transactions and aborted records take offsets too. So the tail is read, a
/// longer one wherever it holds no record.
final class LastRecords {
    private static final long FIRST_TAIL = 16;
    private static final long GROWTH = 16;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;

    /// @param consumer `read_committed`, without a group
    LastRecords(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /// Offset of the newest record of each of these partitions that has any.
    Map<TopicPartition, Long> of(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> found = new HashMap<>();
        long tail = FIRST_TAIL;
        List<TopicPartition> open = partitions.stream().filter(one -> at(ends, one) > at(begins, one)).toList();
        while (!open.isEmpty()) {
            readTails(open, begins, ends, tail, found);
            long read = tail;
            open = open.stream().filter(one -> !found.containsKey(one) && at(ends, one) - read > at(begins, one))
                    .toList();
            tail *= GROWTH;
        }
        return found;
    }

    private void readTails(List<TopicPartition> open, Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends, long tail, Map<TopicPartition, Long> found) {
        consumer.assign(open);
        open.forEach(one -> consumer.seek(one, Math.max(at(begins, one), at(ends, one) - tail)));
        while (open.stream().anyMatch(one -> consumer.position(one) < at(ends, one))) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < at(ends, partition)) {
                    found.merge(partition, record.offset(), Math::max);
                }
            }
        }
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }
}
