package dev.plumbline.audit.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.plumbline.audit.domain.archive.InvalidQueryException;
import dev.plumbline.audit.domain.trace.CommitTrace;
import dev.plumbline.audit.domain.trace.Recorded;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.EventType;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.TraceContext;

/// The entries of `ledger_entry` that belong to a commit's trace.
final class TraceTable {
    /// Some ten megabytes: 2,000 Applications of four resources that one commit changes.
    private static final int MOST_ENTRIES = 20_000;

    private TraceTable() {
    }

    static Optional<CommitTrace> of(Connection connection, String commit) throws SQLException {
        Optional<CommitObserved> seen = commit(connection, commit);
        return seen.isEmpty() ? Optional.empty() : Optional.of(trace(connection, seen.get()));
    }

    private static Optional<CommitObserved> commit(Connection connection, String digits) throws SQLException {
        List<CommitObserved> found = Statement.ask(connection, """
                select distinct on (commit) body from commit_observed where commit like ?
                order by commit, sequence limit 2""", List.of(digits.replaceAll("[%_\\\\]", "") + "%"),
                row -> Text.parse(row.getString("body"), CommitObserved.class));
        if (found.size() > 1) {
            throw new InvalidQueryException("ambiguous-commit", "Several commits begin with \"" + digits + "\"",
                    "Send more of its digits.");
        }
        return found.stream().findFirst();
    }

    private static CommitTrace trace(Connection connection, CommitObserved commit) throws SQLException {
        List<Recorded> entries = Statement.ask(connection,
                "select * from ledger_entry where trace_id = ? order by sequence limit ?",
                List.of(TraceContext.traceIdOf(commit.commit()), MOST_ENTRIES + 1), TraceTable::recorded);
        boolean truncated = entries.size() > MOST_ENTRIES;
        List<Recorded> all = new ArrayList<>(truncated ? entries.subList(0, MOST_ENTRIES) : entries);
        all.addAll(laterRenders(connection, commit, all));
        return CommitTrace.of(commit, all, truncated);
    }

    /// Renders of later commits that this one waited for together with: its own operations name their revision.
    private static List<Recorded> laterRenders(Connection connection, CommitObserved commit, List<Recorded> entries)
            throws SQLException {
        Set<String> traces = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (Recorded entry : entries) {
            if (entry.event() instanceof PlannedOperation operation
                    && !operation.revision().equals(commit.commit())) {
                traces.add(TraceContext.traceIdOf(operation.revision()));
                keys.add(RenderOutcome.key(operation.application()));
            }
        }
        if (traces.isEmpty()) {
            return List.of();
        }
        return Statement.ask(connection,
                "select * from ledger_entry where trace_id = any (?) and subject = any (?) and type = ?",
                List.of(connection.createArrayOf("text", traces.toArray()),
                        connection.createArrayOf("text", keys.toArray()), EventType.RENDER_OUTCOME.typeName()),
                TraceTable::recorded);
    }

    private static Recorded recorded(ResultSet row) throws SQLException {
        String type = row.getString("type");
        EventType known = EventType.named(type).orElseThrow(
                () -> new IllegalStateException("The ledger holds " + type + ", which this version does not know"));
        return new Recorded(Text.parse(row.getString("body"), known.body()), Statement.instant(row, "time"),
                Statement.instantOrNull(row, "received_at"), Statement.instantOrNull(row, "recorded_at"));
    }
}
