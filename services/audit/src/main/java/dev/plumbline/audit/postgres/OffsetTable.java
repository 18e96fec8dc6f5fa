package dev.plumbline.audit.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import dev.plumbline.audit.domain.ledger.Position;

/// The table `consumed_offset`: how far each partition was read.
final class OffsetTable {
    private static final String UPSERT = """
            insert into consumed_offset (topic, topic_partition, topic_id, next_offset) values (?, ?, ?, ?)
            on conflict (topic, topic_partition)
                do update set topic_id = excluded.topic_id, next_offset = excluded.next_offset""";

    private OffsetTable() {
    }

    static void put(Connection connection, List<Position> positions) throws SQLException {
        Statement.forEach(connection, UPSERT, positions, position -> Arrays.asList(position.topic(),
                position.partition(), position.topicId(), position.nextOffset()));
    }

    static List<Position> all(Connection connection) throws SQLException {
        return Statement.ask(connection, "select * from consumed_offset", List.of(),
                row -> new Position(row.getString("topic"), row.getInt("topic_partition"),
                        row.getString("topic_id"), row.getLong("next_offset")));
    }
}
