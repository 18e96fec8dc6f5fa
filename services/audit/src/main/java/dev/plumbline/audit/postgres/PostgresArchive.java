package dev.plumbline.audit.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import dev.plumbline.audit.domain.archive.ApplicationView;
import dev.plumbline.audit.domain.archive.Archive;
import dev.plumbline.audit.domain.archive.ChangeEntry;
import dev.plumbline.audit.domain.archive.ChangeQuery;
import dev.plumbline.audit.domain.archive.CommitEntry;
import dev.plumbline.audit.domain.archive.DriftEntry;
import dev.plumbline.audit.domain.archive.DriftQuery;
import dev.plumbline.audit.domain.archive.FleetView;
import dev.plumbline.audit.domain.archive.Page;
import dev.plumbline.audit.domain.archive.PageRequest;
import dev.plumbline.audit.domain.archive.UnavailableException;
import dev.plumbline.audit.domain.ledger.LedgerEntry;
import dev.plumbline.audit.domain.trace.CommitTrace;
import dev.plumbline.contracts.Command;
import dev.plumbline.contracts.DeadLetter;

/// Answers from the read tables in PostgreSQL.
public final class PostgresArchive implements Archive {
    private final DataSource database;

    public PostgresArchive(DataSource database) {
        this.database = database;
    }

    @Override
    public Page<ApplicationView> applications(PageRequest page) {
        return ask(connection -> ApplicationTables.page(connection, page));
    }

    @Override
    public Optional<ApplicationView> application(String name) {
        return ask(connection -> ApplicationTables.named(connection, name));
    }

    @Override
    public FleetView fleet() {
        return ask(ApplicationTables::fleet);
    }

    @Override
    public Page<CommitEntry> commits(PageRequest page) {
        return ask(connection -> CommitTable.page(connection, page));
    }

    @Override
    public Page<ChangeEntry> changes(ChangeQuery query, PageRequest page) {
        return ask(connection -> ChangeTable.page(connection, query, page));
    }

    @Override
    public Page<DriftEntry> drift(DriftQuery query, PageRequest page) {
        return ask(connection -> DriftTable.page(connection, query, page));
    }

    @Override
    public Page<Command> commands(String application, PageRequest page) {
        return ask(connection -> CommandTable.page(connection, application, page));
    }

    @Override
    public Page<DeadLetter> deadLetters(PageRequest page) {
        return ask(connection -> DeadLetterTable.page(connection, page));
    }

    @Override
    public Optional<CommitTrace> trace(String commit) {
        return ask(connection -> TraceTable.of(connection, commit));
    }

    @Override
    public List<LedgerEntry> entriesAfter(long sequence, int limit) {
        return ask(connection -> LedgerTable.after(connection, sequence, limit));
    }

    @Override
    public long lastSequence() {
        return ask(LedgerTable::last);
    }

    @FunctionalInterface
    private interface Question<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.of(connection);
        } catch (SQLException e) {
            throw new UnavailableException("The database cannot be asked: " + e.getMessage(), e);
        }
    }
}
