package dev.plumbline.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// A person who asks the audit API.
public record AuditReader(URI base, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public JsonNode application(String name) {
        return get("applications/" + name);
    }

    public List<JsonNode> items(String query) {
        return StreamSupport.stream(get(query).path("items").spliterator(), false).toList();
    }

    /// The items of all pages.
    ///
    /// @param query with at least one parameter
    public List<JsonNode> all(String query) {
        List<JsonNode> items = new ArrayList<>();
        JsonNode page = get(query);
        page.path("items").forEach(items::add);
        while (page.hasNonNull("next")) {
            page = get(query + "&cursor=" + URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8));
            page.path("items").forEach(items::add);
        }
        return items;
    }

    public JsonNode get(String query) {
        try {
            return JSON.readTree(send("GET", query).body());
        } catch (IOException e) {
            throw new IllegalStateException("The audit API did not answer " + query + " with JSON", e);
        }
    }

    public HttpResponse<String> send(String method, String query) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/v1/" + query)).timeout(PATIENCE)
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .method(method, method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody())
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("The audit API does not answer " + query, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in " + query, e);
        }
    }
}
