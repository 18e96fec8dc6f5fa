package dev.plumbline.differ;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// Just the reading half of the Kubernetes API, told by a test what to answer: bodies by path, and watches that stay open
/// and send what the test hands them.
public final class ListAndWatchServer implements AutoCloseable {
    private static final String END = "";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<String>> events = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public ListAndWatchServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public ListAndWatchServer serves(String path, String body) {
        bodies.put(path, body);
        return this;
    }

    public ListAndWatchServer refuses(String path, int code) {
        refusals.put(path, code);
        return this;
    }

    public ListAndWatchServer allows(String path) {
        refusals.remove(path);
        return this;
    }

    public void sends(String path, String event) {
        queue(path).add(event + "\n");
    }

    public void endsWatch(String path) {
        queue(path).add(END);
    }

    /// Every request so far: `GET path`, with `WATCH` for a watch.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        events.values().forEach(queue -> queue.add(END));
        server.stop(0);
        threads.shutdownNow();
    }

    private BlockingQueue<String> queue(String path) {
        return events.computeIfAbsent(path, _ -> new LinkedBlockingQueue<>());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        boolean watch = query.contains("watch=true");
        requests.add((watch ? "WATCH " : "GET ") + path);
        try (exchange) {
            Integer refusal = refusals.get(path);
            String body = bodies.get(path);
            if (refusal != null || body == null) {
                send(exchange, refusal == null ? 404 : refusal,
                        "{\"kind\":\"Status\",\"message\":\"no " + path + "\"}");
            } else if (watch) {
                stream(exchange, path);
            } else {
                send(exchange, 200, body);
            }
        }
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void stream(HttpExchange exchange, String path) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.flush();
        try {
            for (String event = queue(path).take(); !event.equals(END); event = queue(path).take()) {
                out.write(event.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
