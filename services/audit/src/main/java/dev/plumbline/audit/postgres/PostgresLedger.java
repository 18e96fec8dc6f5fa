package dev.plumbline.audit.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import dev.plumbline.audit.domain.ledger.Additions;
import dev.plumbline.audit.domain.ledger.Ledger;
import dev.plumbline.audit.domain.ledger.Position;
import dev.plumbline.audit.domain.ledger.UnrecordableException;
import dev.plumbline.messaging.Incoming;

/// The ledger in PostgreSQL: a batch is one transaction.
public final class PostgresLedger implements Ledger {
    /// SQLSTATE class 22, data exception: the value itself is at fault, and will be next time.
    private static final String DATA_EXCEPTION = "22";

    private final DataSource database;

    public PostgresLedger(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Incoming.Decoded> append(List<Incoming> records, List<Position> positions) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Incoming.Decoded> added = write(connection, records, positions);
                connection.commit();
                return added;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state != null && state.startsWith(DATA_EXCEPTION)) {
                throw new UnrecordableException("The database refuses a value: " + reason(e), e);
            }
            throw new IllegalStateException("The ledger cannot be written: " + e.getMessage(), e);
        }
    }

    private static List<Incoming.Decoded> write(Connection connection, List<Incoming> records,
            List<Position> positions) throws SQLException {
        List<String> ids = records.stream().filter(Incoming.Decoded.class::isInstance)
                .map(Incoming.Decoded.class::cast).filter(record -> Additions.keeps(record.event()))
                .map(Incoming.Decoded::id).toList();
        LedgerTable.lock(connection);
        Additions additions = Additions.of(records, LedgerTable.known(connection, ids),
                LedgerTable.last(connection));
        LedgerTable.insert(connection, additions.entries());
        CommitTable.insert(connection, additions.commits());
        ChangeTable.insert(connection, additions.changes());
        DriftTable.upsert(connection, additions.drifts());
        CommandTable.insert(connection, additions.commands());
        DeadLetterTable.insert(connection, additions.deadLetters());
        ApplicationTables.putApplications(connection, additions.applications());
        ApplicationTables.putStatuses(connection, additions.statuses());
        OffsetTable.put(connection, positions);
        return additions.added();
    }

    /// Without the statement and its values, which a batch's own message repeats.
    private static String reason(SQLException e) {
        SQLException next = e.getNextException();
        return String.valueOf((next == null ? e : next).getMessage());
    }

    @Override
    public List<Position> positions() {
        try (Connection connection = database.getConnection()) {
            return OffsetTable.all(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The ledger cannot be read: " + e.getMessage(), e);
        }
    }
}
