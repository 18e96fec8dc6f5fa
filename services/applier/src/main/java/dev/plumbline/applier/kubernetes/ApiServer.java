package dev.plumbline.applier.kubernetes;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;

import dev.plumbline.applier.domain.Cluster.Answer;
import dev.plumbline.applier.domain.Cluster.Found;
import dev.plumbline.applier.domain.Cluster.Missing;
import dev.plumbline.applier.domain.Cluster.Refused;

/// Sends one request and waits for its answer, with the credentials and certificates of a kubeconfig.
///
/// A server that asks to come back later (429, or 503 with `Retry-After`) is obeyed, within the patience. A connection
/// that ends without an answer leaves open whether a write was made: the same request is sent again until the server says,
/// which does no harm to any of ours (an apply repeats, a deletion names its object, a second creation is refused).
final class ApiServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final URI server;
    private final Duration patience;
    private final RequestMeter meter;

    /// @param patience how long one request may take, with all its retries
    ApiServer(KubernetesClient client, Duration patience, RequestMeter meter) {
        this.client = client;
        this.server = URI.create(client.getConfiguration().getMasterUrl());
        this.patience = patience;
        this.meter = meter;
    }

    /// @param pathAndQuery from the server's root
    /// @param contentType of `body`
    /// @param body absent for requests without one
    Answer send(String method, String pathAndQuery, String contentType, @Nullable JsonNode body)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration unanswered = FIRST_PAUSE;
        while (true) {
            long sent = System.nanoTime();
            try {
                HttpResponse<String> response = exchange(method, pathAndQuery, contentType, body, deadline);
                meter.answered(method, response.code(), System.nanoTime() - sent);
                Optional<Duration> pause = pauseAskedFor(response);
                if (pause.isEmpty() || !isBefore(deadline, pause.get())) {
                    return answer(method, pathAndQuery, response);
                }
                Thread.sleep(pause.get());
            } catch (ExecutionException | TimeoutException e) {
                meter.answered(method, 0, System.nanoTime() - sent);
                if (!isBefore(deadline, unanswered)) {
                    return new Refused(0, null, "The API server at " + server + " gave no answer to " + method + " "
                            + pathAndQuery + " within " + patience.toSeconds() + " s: " + reason(e)
                            + ". It is tried again", true);
                }
                Thread.sleep(unanswered);
                unanswered = longer(unanswered);
            }
        }
    }

    /// The JSON at a path; empty when there is nothing, or no leave to read it.
    Optional<JsonNode> json(String path) throws InterruptedException {
        return send("GET", path, "application/json", null) instanceof Found(ObjectNode found)
                ? Optional.of(found)
                : Optional.empty();
    }

    private HttpResponse<String> exchange(String method, String pathAndQuery, String contentType,
            @Nullable JsonNode body, long deadline) throws InterruptedException, ExecutionException, TimeoutException {
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
        HttpRequest.Builder request = client.getHttpClient().newHttpRequestBuilder()
                .uri(server.resolve(pathAndQuery)).timeout(left, TimeUnit.MILLISECONDS);
        request.header("Accept", "application/json");
        request.method(method, contentType, body == null ? null : body.toString());
        return client.getHttpClient().sendAsync(request.build(), String.class).get(left, TimeUnit.MILLISECONDS);
    }

    private static boolean isBefore(long deadline, Duration pause) {
        return System.nanoTime() + pause.toNanos() - deadline < 0;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private static Optional<Duration> pauseAskedFor(HttpResponse<String> response) {
        boolean busy = response.code() == TOO_MANY_REQUESTS || response.code() == UNAVAILABLE;
        String seconds = response.header("Retry-After");
        if (!busy || seconds == null || !seconds.chars().allMatch(Character::isDigit) || seconds.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static Answer answer(String method, String pathAndQuery, HttpResponse<String> response) {
        int code = response.code();
        JsonNode body;
        try {
            body = JSON.readTree(response.bodyString());
        } catch (IOException _) {
            body = JSON.missingNode();
        }
        if (response.isSuccessful() && body instanceof ObjectNode object) {
            return object.path("kind").asText().equals("Status") ? new Missing() : new Found(object);
        }
        if (code == NOT_FOUND) {
            return new Missing();
        }
        String message = body.path("message").asText("");
        String reason = body.path("reason").asText("");
        return new Refused(code, reason.isEmpty() ? null : reason,
                message.isEmpty() ? "The API server answered " + code + " to " + method + " " + pathAndQuery : message,
                code == CONFLICT || code == TOO_MANY_REQUESTS || code >= SERVER_ERROR);
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
