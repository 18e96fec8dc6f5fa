package dev.plumbline.audit.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.TopicPartition;

/// What was waiting when this process started: until it is in the ledger, answers are of the past.
public final class Backlog {
    private final Map<TopicPartition, Long> waiting = new ConcurrentHashMap<>();

    /// @param lastRecords offset of the newest record of each partition
    public Backlog(Map<TopicPartition, Long> lastRecords, Positions positions) {
        lastRecords.forEach((partition, last) -> {
            if (positions.of(partition).orElse(0L) <= last) {
                waiting.put(partition, last);
            }
        });
    }

    /// All records up to these offsets are dealt with.
    void dealtWith(Map<TopicPartition, Long> offsets) {
        offsets.forEach((partition, offset) -> waiting.computeIfPresent(partition,
                (_, last) -> offset >= last ? null : last));
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// How many partitions are not read to their end yet.
    public int partitions() {
        return waiting.size();
    }
}
