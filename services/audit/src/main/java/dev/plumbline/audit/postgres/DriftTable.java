package dev.plumbline.audit.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.type.TypeReference;

import dev.plumbline.audit.domain.archive.DriftEntry;
import dev.plumbline.audit.domain.archive.DriftQuery;
import dev.plumbline.audit.domain.archive.Page;
import dev.plumbline.audit.domain.archive.PageRequest;
import dev.plumbline.audit.domain.ledger.DriftState;
import dev.plumbline.audit.domain.ledger.Numbered;
import dev.plumbline.contracts.ApplicationSpec.DriftPolicy;
import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.manifests.ResourceId;

/// The table `drift`: one row a drift, in its latest state.
final class DriftTable {
    private static final TypeReference<List<DriftEvent.FieldDrift>> FIELDS = new TypeReference<>() {
    };
    /// Keeps the place that the drift got when it was first heard of, and since when it is known: a topic that was written
    /// anew tells it later.
    private static final String UPSERT = """
            insert into drift (id, sequence, application, cluster, resource, kind, revision, fields, detected_at,
                policy, resolved_at, resolution)
            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
            on conflict (id) do update set kind = excluded.kind, revision = excluded.revision,
                fields = excluded.fields, detected_at = least(drift.detected_at, excluded.detected_at),
                policy = excluded.policy, resolved_at = excluded.resolved_at, resolution = excluded.resolution""";

    private DriftTable() {
    }

    static void upsert(Connection connection, List<Numbered<DriftState>> drifts) throws SQLException {
        Statement.forEach(connection, UPSERT, drifts, DriftTable::row);
    }

    private static List<@Nullable Object> row(Numbered<DriftState> numbered) {
        DriftState state = numbered.event();
        DriftEvent.Drift drift = state.drift();
        DriftEvent.Resolution resolution = state.resolution();
        return Arrays.asList(Text.plain(state.id()), numbered.sequence(), Text.plain(drift.application()),
                Text.plain(drift.cluster()), Text.plain(drift.resource().toString()), Text.word(drift.kind()),
                Text.plain(drift.revision()), Text.json(drift.fields()), drift.detectedAt(),
                Text.word(drift.policy()), state.resolvedAt(), resolution == null ? null : Text.word(resolution));
    }

    static Page<DriftEntry> page(Connection connection, DriftQuery query, PageRequest request) throws SQLException {
        Conditions conditions = new Conditions().and("sequence < ?", request.before()).and("application = ?",
                query.application());
        query.open().ifPresent(open -> conditions.and(open ? "resolved_at is null" : "resolved_at is not null"));
        List<Numbered<DriftEntry>> found = Statement.ask(connection,
                "select * from drift" + conditions.where() + " order by sequence desc limit ?",
                conditions.values(request.limit() + 1),
                row -> new Numbered<>(row.getLong("sequence"), entry(row)));
        return Page.of(found, request, drift -> Long.toString(drift.sequence())).map(Numbered::event);
    }

    private static DriftEntry entry(ResultSet row) throws SQLException {
        String resolution = row.getString("resolution");
        return new DriftEntry(row.getString("id"), row.getString("application"), row.getString("cluster"),
                ResourceId.parse(row.getString("resource")),
                Text.word(row.getString("kind"), DriftEvent.Kind.class), Text.parse(row.getString("fields"), FIELDS),
                Statement.instant(row, "detected_at"), Statement.instantOrNull(row, "resolved_at"),
                resolution == null ? null : Text.word(resolution, DriftEvent.Resolution.class),
                Text.word(row.getString("policy"), DriftPolicy.class), row.getString("revision"));
    }
}
