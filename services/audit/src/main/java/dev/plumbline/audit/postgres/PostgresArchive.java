package dev.plumbline.audit.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import dev.plumbline.audit.domain.ApplicationView;
import dev.plumbline.audit.domain.Archive;
import dev.plumbline.audit.domain.ChangeEntry;
import dev.plumbline.audit.domain.ChangeQuery;
import dev.plumbline.audit.domain.CommitEntry;
import dev.plumbline.audit.domain.DriftEntry;
import dev.plumbline.audit.domain.DriftQuery;
import dev.plumbline.audit.domain.FleetView;
import dev.plumbline.audit.domain.LedgerEntry;
import dev.plumbline.audit.domain.Page;
import dev.plumbline.audit.domain.PageRequest;
import dev.plumbline.audit.domain.UnavailableException;
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
