package dev.plumbline.kubernetes.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;

/// An audit webhook's other end, on a port of its own, that keeps what it takes.
final class Receiver implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpServer server;
    private final List<JsonNode> batches = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final AtomicInteger answer = new AtomicInteger(200);

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/events", exchange -> {
            JsonNode batch = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
            if (answer.get() == 200) {
                batches.add(batch);
                authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            }
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        server.start();
    }

    void answers(int code) {
        answer.set(code);
    }

    /// Its kubeconfig, in a directory.
    Path kubeconfig(Path directory) throws IOException {
        return Files.writeString(directory.resolve("webhook.yaml"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: receiver, cluster: {server: "http://127.0.0.1:%d/events"}}]
                users: [{name: apiserver, user: {token: let-me-in}}]
                contexts: [{name: receiver, context: {cluster: receiver, user: apiserver}}]
                current-context: receiver
                """.formatted(server.getAddress().getPort()));
    }

    List<JsonNode> batches() {
        return batches;
    }

    List<String> authorizations() {
        return authorizations;
    }

    List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        batches.forEach(batch -> batch.path("items").forEach(events::add));
        return events;
    }

    List<JsonNode> eventsOf(String uri) {
        return events().stream().filter(event -> event.path("requestURI").asText().equals(uri)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
