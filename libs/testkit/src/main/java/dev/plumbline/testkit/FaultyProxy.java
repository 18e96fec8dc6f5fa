package dev.plumbline.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// Stands before an HTTP server and passes everything on, streams too, except what a test tells it to spoil.
///
/// It speaks plain HTTP to its clients on loopback, whatever the server behind it speaks.
public final class FaultyProxy implements AutoCloseable {
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "expect", "host",
            "http2-settings", "transfer-encoding", "upgrade");
    private static final int BUFFER_BYTES = 16 * 1024;

    private final URI target;
    private final HttpClient client;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger spoiled = new AtomicInteger();
    private final Map<HttpExchange, Request> open = new ConcurrentHashMap<>();
    private volatile Trouble trouble = new Trouble(List.of());
    private volatile Witness witness = _ -> {
    };

    /// A request as it arrived.
    ///
    /// @param path  without the query
    /// @param query empty where there is none
    /// @param agent the client's `User-Agent`
    public record Request(String method, String path, String query, String agent) {
        /// Whether it asks a Kubernetes API for a watch.
        public boolean isWatch() {
            return query.contains("watch=true");
        }

        /// Whether it changes something in a Kubernetes API.
        public boolean isWrite() {
            return !method.equals("GET") && !query.contains("dryRun");
        }
    }

    /// Is shown each request when the server has answered it, before the client hears of that.
    @FunctionalInterface
    public interface Witness {
        void answered(Request request) throws IOException;
    }

    private record Rule(Predicate<Request> matching, Fault fault) {
    }

    private record Trouble(List<Rule> rules, CountDownLatch healed) {
        Trouble(List<Rule> rules) {
            this(rules, new CountDownLatch(1));
        }
    }

    private FaultyProxy(URI target, HttpClient client, HttpServer server) {
        this.target = target;
        this.client = client;
        this.server = server;
    }

    /// @param client speaks to the server; with its certificates where it needs any
    public static FaultyProxy to(URI target, HttpClient client) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FaultyProxy proxy = new FaultyProxy(target, client, server);
        server.createContext("/", proxy::handle);
        server.setExecutor(proxy.threads);
        server.start();
        return proxy;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// From now on these requests meet this fault, unless an earlier one is theirs.
    public synchronized void spoil(Predicate<Request> matching, Fault fault) {
        List<Rule> rules = new ArrayList<>(trouble.rules());
        rules.add(new Rule(matching, fault));
        trouble = new Trouble(List.copyOf(rules), trouble.healed());
    }

    /// From now on everything passes.
    public synchronized void heal() {
        Trouble former = trouble;
        trouble = new Trouble(List.of());
        former.healed().countDown();
    }

    /// Ends the answers of these requests that are still being given.
    public void cut(Predicate<Request> matching) {
        open.forEach((exchange, request) -> {
            if (matching.test(request)) {
                exchange.close();
            }
        });
    }

    /// How many requests met a fault so far.
    public int spoiled() {
        return spoiled.get();
    }

    /// Lets somebody see answers before they are passed on.
    public void show(Witness next) {
        witness = next;
    }

    @Override
    public void close() {
        heal();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        Request request = new Request(exchange.getRequestMethod(), uri.getPath(),
                uri.getQuery() == null ? "" : uri.getQuery(),
                String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")));
        Trouble now = trouble;
        try (exchange) {
            for (Rule rule : now.rules()) {
                if (rule.matching().test(request)) {
                    spoiled.incrementAndGet();
                    meet(rule.fault(), exchange, request, now);
                    return;
                }
            }
            pass(exchange, request, Integer.MAX_VALUE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(exchange);
        }
    }

    private void meet(Fault fault, HttpExchange exchange, Request request, Trouble now)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Answer(int code, Map<String, String> headers, String body) -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            case Fault.Silence() -> now.healed().await();
            case Fault.Delay(var pause) -> {
                now.healed().await(pause.toMillis(), TimeUnit.MILLISECONDS);
                pass(exchange, request, Integer.MAX_VALUE);
            }
            case Fault.Hangup() -> {
                // The connection ends when the exchange is closed without an answer.
            }
            case Fault.Truncation(int bytes) -> pass(exchange, request, bytes);
        }
    }

    private void pass(HttpExchange exchange, Request request, int most) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(forwarded(exchange), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            witness.answered(request);
            response.headers().map().forEach((name, values) -> {
                if (isPassedOn(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            boolean whole = most == Integer.MAX_VALUE;
            boolean empty = response.statusCode() == 204 || response.statusCode() == 304;
            exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : whole ? 0 : most + 1L);
            open.put(exchange, request);
            if (!empty) {
                exchange.getResponseBody().flush();
                copy(body, exchange.getResponseBody(), most);
            }
        }
    }

    private HttpRequest forwarded(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (isPassedOn(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        byte[] body = exchange.getRequestBody().readAllBytes();
        return request.method(exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)).build();
    }

    private static boolean isPassedOn(String header) {
        return !OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT)) && !header.startsWith(":");
    }

    /// Each piece as it comes: a watch must not wait for a buffer to fill.
    private static void copy(InputStream from, OutputStream to, int most) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int left = most;
        int read = from.read(buffer, 0, Math.min(left, buffer.length));
        while (read > 0) {
            to.write(buffer, 0, read);
            to.flush();
            left -= read;
            read = from.read(buffer, 0, Math.min(left, buffer.length));
        }
    }
}
