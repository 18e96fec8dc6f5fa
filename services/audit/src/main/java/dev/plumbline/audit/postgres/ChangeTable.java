package dev.plumbline.audit.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.type.TypeReference;

import dev.plumbline.audit.domain.archive.ChangeEntry;
import dev.plumbline.audit.domain.archive.ChangeQuery;
import dev.plumbline.audit.domain.archive.Page;
import dev.plumbline.audit.domain.archive.PageRequest;
import dev.plumbline.audit.domain.ledger.Numbered;
import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.manifests.ResourceId;

/// The table `change`: one row an operation's outcome.
final class ChangeTable {
    private static final TypeReference<List<Change.FieldChange>> FIELDS = new TypeReference<>() {
    };
    private static final String INSERT = """
            insert into change (sequence, id, application, cluster, api_group, kind, namespace, name, operation,
                outcome, cause, plan, revision, drift, commit, author_name, author_email, reason, authored_at,
                started_at, finished_at, fields, error)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
            on conflict do nothing""";

    private ChangeTable() {
    }

    static void insert(Connection connection, List<Numbered<Change>> changes) throws SQLException {
        Statement.forEach(connection, INSERT, changes, ChangeTable::row);
    }

    private static List<@Nullable Object> row(Numbered<Change> numbered) {
        Change change = numbered.event();
        ResourceId resource = change.resource();
        Provenance provenance = change.provenance();
        return Arrays.asList(numbered.sequence(), change.id(), Text.plain(change.application()),
                Text.plain(change.cluster()), Text.plain(resource.group()), Text.plain(resource.kind()),
                Text.plain(resource.namespace()), Text.plain(resource.name()), Text.word(change.operation()),
                Text.word(change.outcome()), Text.word(change.cause()), Text.plain(change.plan()),
                Text.plain(change.revision()), Text.plainOrNull(change.drift()), Text.plain(provenance.commit()),
                Text.plain(provenance.author().name()), Text.plain(provenance.author().email()),
                Text.plain(provenance.reason()), provenance.authoredAt(), change.startedAt(), change.finishedAt(),
                Text.json(change.fields()), Text.plainOrNull(change.error()));
    }

    static Page<ChangeEntry> page(Connection connection, ChangeQuery query, PageRequest request)
            throws SQLException {
        Conditions conditions = new Conditions().and("sequence < ?", request.before())
                .and("application = ?", query.application()).and("kind = ?", query.kind())
                .and("namespace = ?", query.namespace()).and("name = ?", query.name())
                .and("outcome = ?", query.outcome().map(Text::word)).and("started_at >= ?", query.from())
                .and("started_at < ?", query.to());
        query.author().map(author -> author.toLowerCase(Locale.ROOT)).ifPresent(
                author -> conditions.and("(lower(author_email) = ? or lower(author_name) = ?)", author, author));
        query.commit().ifPresent(commit -> conditions.and("commit like ?", commit.replaceAll("[%_\\\\]", "") + "%"));
        query.operation().map(Text::word).ifPresentOrElse(operation -> conditions.and("operation = ?", operation),
                () -> conditions.and("operation <> 'check'"));
        List<Numbered<ChangeEntry>> found = Statement.ask(connection,
                "select * from change" + conditions.where() + " order by sequence desc limit ?",
                conditions.values(request.limit() + 1),
                row -> new Numbered<>(row.getLong("sequence"), entry(row)));
        return Page.of(found, request, change -> Long.toString(change.sequence())).map(Numbered::event);
    }

    private static ChangeEntry entry(ResultSet row) throws SQLException {
        return new ChangeEntry(row.getString("id"), row.getString("application"), row.getString("cluster"),
                new ResourceId(row.getString("api_group"), row.getString("kind"), row.getString("namespace"),
                        row.getString("name")),
                Text.word(row.getString("operation"), Change.Operation.class),
                Text.word(row.getString("outcome"), Change.Outcome.class),
                Text.word(row.getString("cause"), Cause.class), row.getString("commit"),
                new Person(row.getString("author_name"), row.getString("author_email")), row.getString("reason"),
                Statement.instant(row, "authored_at"), Statement.instant(row, "started_at"),
                Statement.instant(row, "finished_at"), Text.parse(row.getString("fields"), FIELDS),
                row.getString("revision"), row.getString("plan"), row.getString("drift"), row.getString("error"));
    }
}
