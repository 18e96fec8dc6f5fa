package dev.plumbline.differ.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;

/// Sends reading requests with the credentials and certificates of a kubeconfig.
final class ApiServer {
    static final int OK = 200;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int GONE = 410;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 30;

    private final KubernetesClient client;
    private final URI server;
    private final RequestMeter meter;

    ApiServer(KubernetesClient client, RequestMeter meter) {
        this.client = client;
        this.meter = meter;
        this.server = URI.create(client.getConfiguration().getMasterUrl());
    }

    /// An answer.
    ///
    /// @param body missing where the server sent no JSON
    record Reply(int code, JsonNode body) {
        /// What the server says is wrong.
        String message() {
            String message = body.path("message").asText();
            return message.isEmpty() ? "the server answered " + code : message;
        }
    }

    /// An answer that goes on until either side ends it.
    record Stream(int code, InputStream body) {
    }

    /// @param pathAndQuery from the server's root
    Reply get(String pathAndQuery) throws IOException, InterruptedException {
        HttpRequest request = request(pathAndQuery).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).build();
        HttpResponse<byte[]> response = await("get", client.getHttpClient().sendAsync(request, byte[].class));
        return new Reply(response.code(), json(response.body()));
    }

    Stream stream(String pathAndQuery) throws IOException, InterruptedException {
        HttpRequest request = request(pathAndQuery).forStreaming().build();
        HttpResponse<InputStream> response = await("watch",
                client.getHttpClient().sendAsync(request, InputStream.class));
        return new Stream(response.code(), response.body());
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        HttpRequest.Builder request = client.getHttpClient().newHttpRequestBuilder().uri(server.resolve(pathAndQuery));
        request.header("Accept", "application/json");
        return request;
    }

    private <T> HttpResponse<T> await(String verb, CompletableFuture<HttpResponse<T>> answer)
            throws IOException, InterruptedException {
        try {
            HttpResponse<T> response = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            meter.answered(verb, response.code());
            return response;
        } catch (ExecutionException e) {
            meter.answered(verb, 0);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("The API server at " + server + " does not answer: " + reason(cause), cause);
        } catch (TimeoutException e) {
            meter.answered(verb, 0);
            answer.cancel(true);
            throw new IOException("The API server at " + server + " gave no answer in " + PATIENCE_SECONDS + " s", e);
        }
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }
}
