package dev.plumbline.cli.stack;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.plumbline.local.supervisor.Endpoints;

/// The audit API of a running installation, `/api/v1`.
public final class AuditApi implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI base;
    private final Path tokenFile;
    private final HttpClient client;

    /// @param base      without `/api/v1`
    /// @param tokenFile holds the bearer token
    public AuditApi(URI base, Path tokenFile) {
        this.base = base;
        this.tokenFile = tokenFile;
        this.client = HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1).build();
    }

    /// That of the installation on a data directory.
    ///
    /// @throws Complaint if the directory is none
    public static AuditApi of(Path data) throws Complaint {
        if (!Files.exists(data.resolve(Endpoints.FILE))) {
            throw new Complaint(data + " is no data directory of Plumbline: it has no " + Endpoints.FILE);
        }
        try {
            return new AuditApi(Endpoints.read(data).audit(), data.resolve("token"));
        } catch (IOException e) {
            throw silent(data, e);
        }
    }

    /// What to say of an installation that does not answer.
    public static Complaint silent(Path data, IOException e) {
        return new Complaint("Plumbline on " + data + " does not answer (" + e.getMessage()
                + "): is it running? Start it with ./plumbline up", e);
    }

    /// The first page of a list, newest first where the list has an order.
    ///
    /// @param what       `applications`, `commits`, `changes`, `drift`
    /// @param parameters name to value, for the query
    /// @throws IOException if the API does not answer, or not with a list
    public List<JsonNode> list(String what, Map<String, String> parameters) throws IOException, InterruptedException {
        String query = new TreeMap<>(parameters).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> response = send(request(what + (query.isEmpty() ? "" : "?" + query)).GET());
        if (response.statusCode() != 200) {
            throw new IOException(problem(response));
        }
        List<JsonNode> items = new ArrayList<>();
        JSON.readTree(response.body()).path("items").forEach(items::add);
        return items;
    }

    /// Where the fleet stands: `revision` and `error` are null before it was evaluated.
    ///
    /// @throws IOException if the API does not answer
    public JsonNode fleet() throws IOException, InterruptedException {
        HttpResponse<String> response = send(request("fleet").GET());
        if (response.statusCode() != 200) {
            throw new IOException(problem(response));
        }
        return JSON.readTree(response.body());
    }

    /// A commit's way through all services.
    ///
    /// @param commit its first digits, or all
    /// @throws IOException if the API does not answer
    /// @throws Complaint   if no such commit was seen, or several begin so
    public JsonNode trace(String commit) throws IOException, InterruptedException, Complaint {
        HttpResponse<String> response = send(
                request("traces/" + URLEncoder.encode(commit, StandardCharsets.UTF_8)).GET());
        if (response.statusCode() >= 400 && response.statusCode() < 500) {
            throw new Complaint("There is no trace of " + commit + ": " + problem(response));
        }
        if (response.statusCode() != 200) {
            throw new IOException(problem(response));
        }
        return JSON.readTree(response.body());
    }

    /// Asks for a sync.
    ///
    /// @param reason kept in the audit
    /// @throws Complaint if there is no such Application or the API refuses
    public void sync(String application, String reason) throws IOException, InterruptedException, Complaint {
        JsonNode body = JSON.createObjectNode().put("reason", reason);
        HttpResponse<String> response = send(
                request("applications/" + URLEncoder.encode(application, StandardCharsets.UTF_8) + "/sync")
                        .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString())));
        if (response.statusCode() == 404) {
            throw new Complaint("There is no Application " + application + ": see " + base.resolve("/"));
        }
        if (response.statusCode() >= 300) {
            throw new Complaint("The sync of " + application + " was refused: " + problem(response));
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(base.resolve("/api/v1/" + path)).timeout(TIMEOUT)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + Files.readString(tokenFile).strip());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// The detail of an RFC 9457 problem, else the status.
    private static String problem(HttpResponse<String> response) throws IOException {
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        JsonNode body = JSON.readTree(json ? response.body() : "{}");
        String said = body.path("detail").asText(body.path("title").asText(""));
        return response.uri().getPath() + " answered " + response.statusCode() + (said.isEmpty() ? "" : ": " + said);
    }
}
