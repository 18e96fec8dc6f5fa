package dev.plumbline.audit.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import dev.plumbline.audit.domain.archive.Page;
import dev.plumbline.audit.domain.archive.PageRequest;
import dev.plumbline.audit.domain.ledger.Numbered;
import dev.plumbline.contracts.DeadLetter;

/// The table `dead_letter`: one row for each record that a service gave up.
final class DeadLetterTable {
    private DeadLetterTable() {
    }

    static void insert(Connection connection, List<Numbered<DeadLetter>> letters) throws SQLException {
        Statement.forEach(connection,
                "insert into dead_letter (sequence, body) values (?, ?::jsonb) on conflict do nothing", letters,
                letter -> Arrays.asList(letter.sequence(), Text.json(letter.event())));
    }

    static Page<DeadLetter> page(Connection connection, PageRequest request) throws SQLException {
        List<Numbered<DeadLetter>> found = Statement.ask(connection,
                "select sequence, body from dead_letter where sequence < ? order by sequence desc limit ?",
                List.of(request.before(), request.limit() + 1), row -> new Numbered<>(row.getLong("sequence"),
                        Text.parse(row.getString("body"), DeadLetter.class)));
        return Page.of(found, request, letter -> Long.toString(letter.sequence())).map(Numbered::event);
    }
}
