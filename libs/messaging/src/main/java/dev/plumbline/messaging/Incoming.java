package dev.plumbline.messaging;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.Topic;

/// A record as a reader sees it.
public sealed interface Incoming {
    Origin origin();

    /// Where a record lies.
    record Origin(Topic topic, int partition, long offset) {
        @Override
        public String toString() {
            return topic.topicName() + "/" + partition + "@" + offset;
        }
    }

    /// An event of the contract.
    ///
    /// @param id the CloudEvents id, by which duplicates are known
    /// @param time when it was sent
    record Decoded(Origin origin, String key, Event event, String id, Instant time) implements Incoming {
    }

    /// The key is gone from a compacted topic.
    record Tombstone(Origin origin, String key) implements Incoming {
    }

    /// An event type that a newer writer knows: passed over, not an error.
    record Foreign(Origin origin, String key, String type) implements Incoming {
    }

    /// A record that is not of the contract, on the wrong partition or without a key: for the dead letters.
    ///
    /// @param reason what is wrong with it
    record Undecodable(Origin origin, @Nullable String key, @Nullable String value,
            String reason) implements Incoming {
    }
}
