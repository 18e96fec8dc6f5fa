package dev.plumbline.kubernetes.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A way to the server that can be cut and mended.
final class CuttableProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile boolean isCut;

    CuttableProxy(String url) throws IOException {
        port = URI.create(url).getPort();
        threads.execute(this::accept);
    }

    String url() {
        return "https://127.0.0.1:" + listening.getLocalPort();
    }

    /// Breaks all connections and lets none through.
    void cut() {
        isCut = true;
        sockets.forEach(CuttableProxy::close);
    }

    void mend() {
        isCut = false;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                lead(listening.accept());
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new IllegalStateException("The proxy can't go on", e);
                }
            }
        }
    }

    /// A server that is away is like a way that is cut.
    private void lead(Socket client) {
        sockets.add(client);
        try {
            if (isCut) {
                close(client);
                return;
            }
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(server);
            threads.execute(() -> pump(client, server));
            threads.execute(() -> pump(server, client));
        } catch (IOException e) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            close(to);
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("A socket can't be closed", e);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
        threads.close();
    }
}
