package dev.plumbline.cli.stack;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// The Kubernetes API as a person with a token uses it, for checks and for the tour. Services have their own client.
public final class ClusterApi implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Kubeconfig kubeconfig;
    private final HttpClient client;

    public ClusterApi(Kubeconfig kubeconfig) {
        this.kubeconfig = kubeconfig;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1);
        kubeconfig.trusting().ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /// An answer of the API.
    ///
    /// @param status HTTP status
    /// @param body   JSON, missing node when there is none
    public record Answer(int status, JsonNode body) {
        public String message() {
            return body.path("message").asText("status " + status);
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public Answer post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /// A JSON merge patch as `kubectl patch --type=merge` sends it.
    ///
    /// @param manager the field manager that the server records
    public Answer patch(String path, String manager, JsonNode patch) throws IOException, InterruptedException {
        return send(request(path + "?fieldManager=" + manager).header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(patch.toString())));
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(kubeconfig.server().resolve(path)).timeout(TIMEOUT);
        kubeconfig.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request.header("Accept", "application/json").header("User-Agent", "plumbline-cli");
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Answer(response.statusCode(), JSON.readTree(json ? response.body() : ""));
    }
}
