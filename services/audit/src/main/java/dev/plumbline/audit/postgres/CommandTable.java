package dev.plumbline.audit.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import dev.plumbline.audit.domain.archive.Page;
import dev.plumbline.audit.domain.archive.PageRequest;
import dev.plumbline.audit.domain.ledger.Numbered;
import dev.plumbline.contracts.Command;

/// The table `command`: one row for each thing that a person asked.
final class CommandTable {
    private static final String INSERT = """
            insert into command (sequence, id, application, kind, actor, reason, revision, at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private CommandTable() {
    }

    static void insert(Connection connection, List<Numbered<Command>> commands) throws SQLException {
        Statement.forEach(connection, INSERT, commands, numbered -> {
            Command command = numbered.event();
            return Arrays.asList(numbered.sequence(), Text.plain(command.id()), Text.plain(command.application()),
                    Text.word(command.kind()), Text.plain(command.actor()), Text.plain(command.reason()),
                    Text.plainOrNull(command.revision()), command.at());
        });
    }

    static Page<Command> page(Connection connection, String application, PageRequest request) throws SQLException {
        List<Numbered<Command>> found = Statement.ask(connection,
                "select * from command where application = ? and sequence < ? order by sequence desc limit ?",
                List.of(application, request.before(), request.limit() + 1),
                row -> new Numbered<>(row.getLong("sequence"), command(row)));
        return Page.of(found, request, command -> Long.toString(command.sequence())).map(Numbered::event);
    }

    private static Command command(ResultSet row) throws SQLException {
        return new Command(row.getString("id"), row.getString("application"),
                Text.word(row.getString("kind"), Command.Kind.class), row.getString("actor"),
                row.getString("reason"), row.getString("revision"), Statement.instant(row, "at"));
    }
}
