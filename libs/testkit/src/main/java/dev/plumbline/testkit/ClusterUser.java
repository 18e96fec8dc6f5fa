package dev.plumbline.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// A person with a kubeconfig: reads and changes objects by hand, under the name `kubectl-edit`.
public final class ClusterUser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI server;
    private final String token;
    private final HttpClient http;
    /// Whom to act as; empty for nobody else.
    private final String acting;

    private ClusterUser(URI server, String token, HttpClient http, String acting) {
        this.server = server;
        this.token = token;
        this.http = http;
        this.acting = acting;
    }

    /// The same, acting as somebody else.
    public ClusterUser as(String user) {
        return new ClusterUser(server, token, http, user);
    }

    public static ClusterUser of(Path kubeconfig) throws IOException {
        ClusterAccess access = ClusterAccess.of(kubeconfig);
        return new ClusterUser(access.server(), access.token(),
                HttpClient.newBuilder().sslContext(access.tls()).connectTimeout(PATIENCE).build(), "");
    }

    /// A proxy before the API that this person uses, for clients that are to meet its faults.
    FaultyProxy proxy() throws IOException {
        return FaultyProxy.to(server, http);
    }

    String token() {
        return token;
    }

    /// The object, or a missing node.
    public JsonNode get(String path) {
        return exchange("GET", path, "application/json", "");
    }

    public JsonNode create(String collection, String object) {
        return exchange("POST", collection, "application/json", object);
    }

    /// A merge patch by the manager `kubectl-edit`.
    public JsonNode patch(String path, String patch) {
        return exchange("PATCH", path + "?fieldManager=kubectl-edit", "application/merge-patch+json", patch);
    }

    public JsonNode delete(String path) {
        return exchange("DELETE", path, "application/json", "");
    }

    /// Requests counted by the server whose user agent begins so, without watches and without those to leases.
    public double requestsBy(String userAgent) {
        return text("/metrics").lines().filter(line -> line.startsWith("apiserver_request_total{"))
                .filter(line -> line.contains("user_agent=\"" + userAgent))
                .filter(line -> !line.contains("verb=\"watch\"") && !line.contains("verb=\"WATCH\"")
                        && !line.contains("resource=\"leases\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    private String text(String path) {
        return send("GET", path, "text/plain", "");
    }

    private JsonNode exchange(String method, String path, String type, String body) {
        try {
            JsonNode answer = JSON.readTree(send(method, path, type, body));
            return answer.path("code").asInt() == 404 ? JSON.missingNode() : answer;
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " was not answered with JSON", e);
        }
    }

    private String send(String method, String path, String type, String body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE)
                .header("Authorization", "Bearer " + token).header("Content-Type", type)
                .header("User-Agent", "kubectl/test")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpRequest request = acting.isEmpty() ? builder.build() : builder.header("Impersonate-User", acting).build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in " + method + " " + path, e);
        }
    }
}
