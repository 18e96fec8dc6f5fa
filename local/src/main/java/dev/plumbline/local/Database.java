package dev.plumbline.local;

import java.io.IOException;
import java.nio.file.Path;

/// A real PostgreSQL server on loopback, running in a process of its own.
///
/// Durable (`fsync`, `synchronous_commit`): what was committed survives kill -9 of any process. A server that a killed
/// process left behind is stopped by the next start on the same directory.
public final class Database implements AutoCloseable {
    /// The role that owns everything; loopback connections need no password.
    public static final String USER = "postgres";
    /// The database that is created at the first start.
    public static final String NAME = "plumbline";

    private final StartedPart part;
    private final int port;

    private Database(StartedPart part, int port) {
        this.part = part;
        this.port = port;
    }

    /// Starts a server and returns when [#NAME] accepts connections.
    ///
    /// @param data the server's directory, created when missing; one server at a time
    /// @param port where it listens, 0 for a free one
    /// @throws IOException if it does not start; the message holds its last lines
    public static Database start(Path data, int port) throws IOException {
        int chosen = port == 0 ? FreePorts.next() : port;
        StartedPart part = StartedPart.start(PartCommand.database(data, chosen), data, chosen);
        part.awaitLine(DatabaseServer.READY);
        return new Database(part, chosen);
    }

    /// The JDBC URL of [#NAME] on a given port; it names the user.
    public static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME + "?user=" + USER;
    }

    public String url() {
        return url(port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return part.pid();
    }

    /// Ends the supervising process as a crash would; PostgreSQL itself stays behind until the next start.
    public void kill() {
        part.kill();
    }

    @Override
    public void close() {
        part.close();
    }
}
