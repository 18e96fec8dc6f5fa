package dev.plumbline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import org.testcontainers.postgresql.PostgreSQLContainer;

import dev.plumbline.local.Database;

/// A PostgreSQL server for the tests of this JVM: from a container where a Docker engine answers, else a local
/// process.
///
/// Shared: a test takes a database of its own by [#freshDatabase()].
///
/// @param url      of a database, JDBC
/// @param user     may create databases
/// @param password of the user; a local server takes any
public record TestPostgres(String url, String user, String password) {
    private static final String IMAGE = "postgres:17";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /// The server's first database; the server is started at the first call.
    public static TestPostgres shared() {
        return Shared.SERVER;
    }

    /// An empty database on the same server.
    public TestPostgres freshDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + name + " cannot be made at " + url, e);
        }
        return new TestPostgres(url.replaceFirst("/[^/?]+(\\?.*)?$", "/" + name), user, password);
    }

    @Override
    public String toString() {
        return url;
    }

    private static TestPostgres start() {
        return DockerEngine.answers() ? inContainer() : asProcess();
    }

    @SuppressWarnings("resource") // Testcontainers removes the container when the JVM ends
    private static TestPostgres inContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
        container.start();
        return new TestPostgres(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    private static TestPostgres asProcess() {
        Path directory = TestDirectories.create("postgres");
        try {
            Database database = Database.start(directory.resolve("database"), 0);
            TestDirectories.atTheEnd(database, directory);
            String url = database.url();
            return new TestPostgres(url.substring(0, url.indexOf('?')), Database.USER, Database.USER);
        } catch (IOException e) {
            throw new UncheckedIOException("The tests' database does not start", e);
        }
    }

    private static final class Shared {
        static final TestPostgres SERVER = start();
    }
}
