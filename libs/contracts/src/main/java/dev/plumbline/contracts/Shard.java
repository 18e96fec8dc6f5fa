package dev.plumbline.contracts;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Where a key lives: one of 256 shards, and the partition that the shard falls on.
///
/// The hash covers the owner alone: the Application's name before the first `/` of an application-keyed topic, the
/// repository before the `#` of a repository-keyed one. A topic's partition count divides 256 and never changes, so a
/// shard moves as a whole. CRC-32C (RFC 3720 §B.4) is the hash: stable over versions, the same in every language.
public final class Shard {
    /// The number of shards. Partition counts divide it.
    public static final int COUNT = 256;

    private Shard() {
    }

    /// The shard, 0 to 255, of an owner: an Application's name or a repository's URL.
    public static int of(String owner) {
        CRC32C hash = new CRC32C();
        hash.update(owner.getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() % COUNT);
    }

    /// The partition of a record with this key.
    ///
    /// @throws IllegalArgumentException when the partition count does not divide 256
    public static int partition(Topic topic, String key, int partitions) {
        if (partitions < 1 || COUNT % partitions != 0) {
            throw new IllegalArgumentException("Topic " + topic.topicName() + " has " + partitions
                    + " partitions; the number must divide " + COUNT + ": create the topic anew with 8 or 64");
        }
        return of(owner(topic, key)) % partitions;
    }

    private static String owner(Topic topic, String key) {
        int end = switch (topic) {
            case COMMITS, CHECKPOINTS -> key.indexOf('#');
            case DEAD_LETTERS -> -1;
            case APPLICATIONS, RENDER_REQUESTS, DESIRED, PLANS, APPLIED, CHANGES, DRIFT, STATUS, COMMANDS, HOLDS -> key
                    .indexOf('/');
        };
        return end < 0 ? key : key.substring(0, end);
    }
}
