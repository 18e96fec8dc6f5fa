package dev.plumbline.local;

import java.io.IOException;
import java.nio.file.Path;

/// A real Kafka broker on loopback, running in a process of its own.
///
/// Topics, offsets and transactions are kept in its directory over restarts and kill -9. Topics are never created by
/// use: whoever needs one creates it.
public final class KafkaBroker implements AutoCloseable {
    private final StartedPart part;
    private final int port;

    private KafkaBroker(StartedPart part, int port) {
        this.part = part;
        this.port = port;
    }

    /// Starts a broker and returns when it accepts connections.
    ///
    /// @param data the broker's directory, created when missing; one broker at a time
    /// @param port where it listens, 0 for a free one
    /// @throws IOException if it does not start; the message holds its last lines
    public static KafkaBroker start(Path data, int port) throws IOException {
        int chosen = port == 0 ? FreePorts.next() : port;
        FreePorts.require(chosen, "kafka");
        return new KafkaBroker(StartedPart.start(PartCommand.kafka(data, chosen), data, chosen), chosen);
    }

    /// `host:port`, for `bootstrap.servers`.
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return part.pid();
    }

    /// Ends the broker as a crash would.
    public void kill() {
        part.kill();
    }

    @Override
    public void close() {
        part.close();
    }
}
