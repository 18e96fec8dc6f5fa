package dev.plumbline.contracts;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// A record that a service could not decode or handle, and where it lies. Topic `plumbline.dead-letters.v1`, key the
/// source topic's name.
///
/// @param sourceTopic the topic's name in Kafka
/// @param sourceKey the record's key; absent when it had none
/// @param value the first [#MAX_VALUE_CHARS] characters of the record's body; absent for a tombstone
/// @param service the reader that gave up
/// @param error why, and what to do
public record DeadLetter(String sourceTopic, int partition, long offset, @Nullable String sourceKey,
        @Nullable String value, String service, String error, Instant at) implements Event {
    /// Enough to recognise a record; the whole of it is at its origin.
    public static final int MAX_VALUE_CHARS = 2_000;

    public DeadLetter {
        Objects.requireNonNull(sourceTopic, "sourceTopic");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(at, "at");
        if (value != null && value.length() > MAX_VALUE_CHARS) {
            value = value.substring(0, MAX_VALUE_CHARS);
        }
    }

    @Override
    public Topic topic() {
        return Topic.DEAD_LETTERS;
    }

    @Override
    public String key() {
        return sourceTopic;
    }

    @Override
    public String eventId() {
        return Ids.of("dead-letter", service, sourceTopic, partition, offset);
    }
}
