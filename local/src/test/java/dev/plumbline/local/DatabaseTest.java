package dev.plumbline.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The database's process against PostgreSQL's own driver.
class DatabaseTest {
    @TempDir
    Path directory;

    @Test
    void keepsCommittedRowsOverKillAndRestart() throws Exception {
        int port;
        try (Database database = Database.start(directory.resolve("database"), 0)) {
            port = database.port();
            execute(database, "CREATE TABLE ledger (entry text)");
            execute(database, "INSERT INTO ledger VALUES ('kept')");
            database.kill();
        }

        try (Database again = Database.start(directory.resolve("database"), port)) {
            assertThat(ask(again, "SELECT entry FROM ledger")).isEqualTo("kept");
        }
        assertThat(FreePorts.answers(port)).isFalse();
    }

    @Test
    void isDurable() throws Exception {
        try (Database database = Database.start(directory.resolve("database"), 0)) {
            assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Database database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
