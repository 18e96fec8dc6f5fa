package dev.plumbline.audit.kafka;

import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.plumbline.audit.domain.ledger.Position;
import dev.plumbline.contracts.Topic;
import dev.plumbline.messaging.Incoming;

import static org.assertj.core.api.Assertions.assertThat;

/// [Positions] and the [Backlog] that follows from them, over restarts and over topics that were created anew.
class PositionsTest {
    private static final String CHANGES = Topic.CHANGES.topicName();
    private static final TopicPartition PARTITION = new TopicPartition(CHANGES, 3);
    private final List<Position> recorded = List.of(new Position(CHANGES, 3, "first-id", 10));

    @Test
    void goesOnWhereTheLedgerIs() {
        Positions positions = new Positions(recorded, Map.of(CHANGES, "first-id"));

        assertThat(positions.of(PARTITION)).hasValue(10L);
        assertThat(positions.isNew(at(9))).isFalse();
        assertThat(positions.isNew(at(10))).isTrue();
    }

    @Test
    void beginsAnewUnderAnotherTopicId() {
        Positions positions = new Positions(recorded, Map.of(CHANGES, "second-id"));

        assertThat(positions.of(PARTITION)).isEmpty();
        assertThat(positions.isNew(at(0))).isTrue();
        assertThat(positions.after(List.of(at(4), at(5)))).containsExactly(new Position(CHANGES, 3, "second-id", 6));
    }

    @Test
    void isReadyWhenTheLastRecordOfEachPartitionIsDealtWith() {
        Positions positions = new Positions(recorded, Map.of(CHANGES, "first-id"));
        TopicPartition done = new TopicPartition(CHANGES, 4);

        Backlog backlog = new Backlog(Map.of(PARTITION, 12L, done, 0L), positions);
        backlog.dealtWith(Map.of(PARTITION, 11L, done, 0L));

        assertThat(backlog.isEmpty()).isFalse();
        backlog.dealtWith(Map.of(PARTITION, 12L));
        assertThat(backlog.isEmpty()).isTrue();
    }

    private static Incoming at(long offset) {
        return new Incoming.Tombstone(new Incoming.Origin(Topic.CHANGES, 3, offset), "shop");
    }
}
