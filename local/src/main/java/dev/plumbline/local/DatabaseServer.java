package dev.plumbline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import static java.lang.System.Logger.Level.INFO;

/// The database's process: unpacks PostgreSQL, initialises the directory at the first start, and stays with the server.
final class DatabaseServer {
    /// Printed when [Database#NAME] accepts connections.
    static final String READY = "PostgreSQL is ready";

    private static final System.Logger LOG = System.getLogger(DatabaseServer.class.getName());
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    private DatabaseServer() {
    }

    /// Runs until the process is told to stop or PostgreSQL ends.
    static void run(Path data, int port) throws IOException, InterruptedException {
        Path directory = data.toAbsolutePath();
        Files.createDirectories(directory);
        Optional<ProcessHandle> leftover = postmaster(directory);
        if (leftover.isPresent()) {
            LOG.log(INFO, "a former server is stopped pid={0}", leftover.get().pid());
            stop(leftover.get());
        }
        FreePorts.require(port, "database");
        EmbeddedPostgres postgres = start(directory, port);
        createDatabase(postgres);
        System.out.println(READY + " on port " + port);
        postmaster(directory).ifPresent(server -> server.onExit().join());
    }

    private static EmbeddedPostgres start(Path directory, int port) throws IOException {
        try (UnpackedBinaries binaries = UnpackedBinaries.locked()) {
            return EmbeddedPostgres.builder().setDataDirectory(directory).setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(binaries.directory().toFile()).setPort(port)
                    .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "32MB").setServerConfig("max_connections", "50")
                    .setPGStartupWait(STARTS_WITHIN).setRegisterShutdownHook(true).start();
        }
    }

    private static void createDatabase(EmbeddedPostgres postgres) throws IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement
                        .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + Database.NAME + "'")) {
            if (!found.next()) {
                try (Statement creation = connection.createStatement()) {
                    creation.execute("CREATE DATABASE " + Database.NAME);
                }
            }
        } catch (SQLException e) {
            throw new IOException("PostgreSQL refused to create the database " + Database.NAME, e);
        }
    }

    private static Optional<ProcessHandle> postmaster(Path directory) throws IOException {
        Path file = directory.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(DatabaseServer::isPostgres);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive() && process.info().command().map(command -> command.endsWith("postgres")).orElse(true);
    }

    /// SIGINT is PostgreSQL's fast shutdown; the SIGTERM that Java would send waits for every client to leave.
    private static void stop(ProcessHandle server) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
        try {
            server.onExit().get(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            server.destroyForcibly();
            server.onExit().join();
        } catch (ExecutionException e) {
            throw new IOException("The former PostgreSQL server " + server.pid() + " cannot be waited for", e);
        }
    }
}
