package dev.plumbline.applier.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Which offsets may be committed while records are worked on out of order: those below the oldest one unfinished.
///
/// Safe for use by several threads.
final class Progress {
    private final Map<TopicPartition, NavigableMap<Long, Boolean>> offsets = new HashMap<>();

    /// A record was read; it is unfinished until [#done].
    synchronized void read(TopicPartition partition, long offset) {
        offsets.computeIfAbsent(partition, _ -> new TreeMap<>()).put(offset, false);
    }

    /// A record needs no more work.
    synchronized void done(TopicPartition partition, long offset) {
        NavigableMap<Long, Boolean> known = offsets.get(partition);
        if (known != null) {
            known.replace(offset, true);
        }
    }

    /// The partitions were lost: what was read of them is another instance's.
    synchronized void forget(Iterable<TopicPartition> partitions) {
        partitions.forEach(offsets::remove);
    }

    /// The next offset to read of each partition after a restart, where it is further than the last call said.
    synchronized Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
        offsets.forEach((partition, known) -> {
            long next = -1;
            while (!known.isEmpty() && known.firstEntry().getValue()) {
                next = known.pollFirstEntry().getKey() + 1;
            }
            if (next >= 0) {
                committable.put(partition, new OffsetAndMetadata(next));
            }
        });
        return committable;
    }
}
