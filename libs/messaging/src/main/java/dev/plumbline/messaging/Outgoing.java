package dev.plumbline.messaging;

import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.Topic;

/// What a transaction is to write.
public sealed interface Outgoing {
    Topic topic();

    String key();

    /// An event, under its own topic and key.
    record Publish(Event event) implements Outgoing {
        @Override
        public Topic topic() {
            return event.topic();
        }

        @Override
        public String key() {
            return event.key();
        }
    }

    /// A tombstone in a compacted topic.
    record Remove(Topic topic, String key) implements Outgoing {
        public Remove {
            if (!topic.isCompacted()) {
                throw new IllegalArgumentException(
                        topic.topicName() + " is not compacted: a tombstone for " + key + " would say nothing");
            }
        }
    }
}
