package dev.plumbline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/// Ports on loopback.
public final class FreePorts {
    private static final int CONNECT_TIMEOUT_MILLIS = 500;
    private static final Duration POLL = Duration.ofMillis(25);

    private FreePorts() {
    }

    /// A port that nobody listened on a moment ago; another process may take it before the caller does.
    public static int next() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("This machine has no free port on loopback", e);
        }
    }

    /// Whether a server could listen there now.
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// @throws IOException naming the part that wanted it, if the port is taken
    static void require(int port, String part) throws IOException {
        if (!isFree(port)) {
            throw new IOException("The local " + part + " cannot start: port " + port + " is in use");
        }
    }

    /// Whether somebody answers there now.
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Blocks until somebody answers there, the process ends or the time is over; true only for the first.
    static boolean awaitAnswer(int port, Process process, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (answers(port)) {
                return true;
            }
            Thread.sleep(POLL);
        }
        return false;
    }
}
