package dev.plumbline.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// A client of the API.
final class Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI root;

    Api(URI root) {
        this.root = root;
    }

    /// A request that bears the right token.
    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + RealParts.TOKEN);
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(root.resolve(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// The answer's JSON, whatever its status.
    JsonNode get(String path) throws IOException, InterruptedException {
        return json(send(request(path)));
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return json(send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
        return JSON.readTree(response.body());
    }

    HttpClient client() {
        return client;
    }
}
