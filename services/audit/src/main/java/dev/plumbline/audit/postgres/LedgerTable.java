package dev.plumbline.audit.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import dev.plumbline.audit.domain.ledger.LedgerEntry;

/// The table `ledger_entry`: append-only, numbered without gaps.
final class LedgerTable {
    /// Any constant: whoever appends takes it, so that the numbers follow one another in the order of commits.
    private static final long WRITER_LOCK = 0x706c756d62L;
    private static final String INSERT = """
            insert into ledger_entry (sequence, event_id, type, subject, topic, topic_partition, topic_offset, time,
                trace_id, body)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private LedgerTable() {
    }

    /// Makes this transaction the only one that appends, until its end.
    static void lock(Connection connection) throws SQLException {
        Statement.ask(connection, "select pg_advisory_xact_lock(?)", List.of(WRITER_LOCK), _ -> Boolean.TRUE);
    }

    static Set<String> known(Connection connection, Collection<String> eventIds) throws SQLException {
        Array ids = connection.createArrayOf("text", eventIds.toArray());
        return Set.copyOf(Statement.ask(connection, "select event_id from ledger_entry where event_id = any (?)",
                List.of(ids), row -> row.getString(1)));
    }

    static long last(Connection connection) throws SQLException {
        return Statement.ask(connection, "select coalesce(max(sequence), 0) from ledger_entry", List.of(),
                row -> row.getLong(1)).getFirst();
    }

    static void insert(Connection connection, List<LedgerEntry> entries) throws SQLException {
        Statement.forEach(connection, INSERT, entries, entry -> Arrays.asList(entry.sequence(), entry.eventId(),
                entry.type(), Text.plain(entry.subject()), entry.topic(), entry.partition(), entry.offset(),
                entry.time(), entry.traceId(), entry.body()));
    }

    static List<LedgerEntry> after(Connection connection, long sequence, int limit) throws SQLException {
        return Statement.ask(connection, "select * from ledger_entry where sequence > ? order by sequence limit ?",
                List.of(sequence, limit),
                row -> new LedgerEntry(row.getLong("sequence"), row.getString("event_id"), row.getString("type"),
                        row.getString("subject"), row.getString("topic"), row.getInt("topic_partition"),
                        row.getLong("topic_offset"), Statement.instant(row, "time"), row.getString("trace_id"),
                        row.getString("body")));
    }
}
