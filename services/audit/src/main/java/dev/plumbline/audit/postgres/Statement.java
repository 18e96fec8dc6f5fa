package dev.plumbline.audit.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// One prepared statement run for many rows, or one question with its conditions.
final class Statement {
    private Statement() {
    }

    /// How a row's values stand in a statement, in its order of parameters.
    @FunctionalInterface
    interface Row<T> {
        List<@Nullable Object> of(T item);
    }

    /// What a row of an answer says.
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// Runs it for each item, in their order, as one batch.
    static <T> void forEach(Connection connection, String sql, Collection<T> items, Row<T> row) throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (T item : items) {
                bind(statement, row.of(item));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static <T> List<T> ask(Connection connection, String sql, List<@Nullable Object> values, Reading<T> reading)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> items = new ArrayList<>();
                while (rows.next()) {
                    items.add(reading.of(rows));
                }
                return items;
            }
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static void bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        int index = 1;
        for (Object value : values) {
            statement.setObject(index++, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
        }
    }
}
