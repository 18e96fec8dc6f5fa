package dev.plumbline.audit.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import dev.plumbline.audit.domain.archive.CommitEntry;
import dev.plumbline.audit.domain.archive.Page;
import dev.plumbline.audit.domain.archive.PageRequest;
import dev.plumbline.audit.domain.ledger.Numbered;
import dev.plumbline.contracts.CommitObserved;

/// The table `commit_observed`: one row a commit on a ref.
final class CommitTable {
    private static final String INSERT = """
            insert into commit_observed (sequence, repository, ref, commit, body) values (?, ?, ?, ?, ?::jsonb)
            on conflict do nothing""";

    private CommitTable() {
    }

    static void insert(Connection connection, List<Numbered<CommitObserved>> commits) throws SQLException {
        Statement.forEach(connection, INSERT, commits,
                commit -> Arrays.asList(commit.sequence(), Text.plain(commit.event().repository()),
                        Text.plain(commit.event().ref()), Text.plain(commit.event().commit()),
                        Text.json(commit.event())));
    }

    static Page<CommitEntry> page(Connection connection, PageRequest request) throws SQLException {
        List<Numbered<CommitObserved>> found = Statement.ask(connection,
                "select sequence, body from commit_observed where sequence < ? order by sequence desc limit ?",
                List.of(request.before(), request.limit() + 1), row -> new Numbered<>(row.getLong("sequence"),
                        Text.parse(row.getString("body"), CommitObserved.class)));
        return Page.of(found, request, commit -> Long.toString(commit.sequence()))
                .map(commit -> CommitEntry.of(commit.event()));
    }
}
