package dev.plumbline.kubernetes.replay;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

/// One recorded scenario and its replay.
final class Scenario {
    private static final long POLL_EVERY_NANOS = 50_000_000;

    private final JsonNode document;

    Scenario(JsonNode document) {
        this.document = document;
    }

    String name() {
        return document.path("area").asText() + "/" + document.path("name").asText();
    }

    /// Replays the steps up to the first that differs, then cleans up; empty when all held.
    List<String> replay(ScenarioClient client, RandomGenerator random, boolean texts) throws InterruptedException {
        Bindings bindings = new Bindings(namespace(random));
        Map<String, WatchReader> watches = new HashMap<>();
        List<String> problems = new ArrayList<>();
        try {
            JsonNode steps = document.path("steps");
            for (int i = 0; i < steps.size() && problems.isEmpty(); i++) {
                String place = "step " + i + " " + steps.get(i).path("request").path("method").asText() + " "
                        + bindings.filled(steps.get(i).path("request").path("path").asText());
                for (String difference : step(client, steps.get(i), bindings, watches, texts)) {
                    problems.add(place + " " + difference);
                }
            }
        } finally {
            cleanUp(client, bindings, watches);
        }
        return problems;
    }

    private static String namespace(RandomGenerator random) {
        StringBuilder name = new StringBuilder("vec-");
        for (int i = 0; i < 8; i++) {
            name.append((char) ('a' + random.nextInt(26)));
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static List<String> step(ScenarioClient client, JsonNode step, Bindings bindings,
            Map<String, WatchReader> watches, boolean texts) throws InterruptedException {
        JsonNode request = bindings.filled(step.path("request"));
        Instant end = Instant.now().plusSeconds(step.path("poll").path("timeout").asInt());
        while (true) {
            Map<String, String> saved = bindings.saved();
            List<String> differences;
            try {
                differences = attempt(client, step, request, bindings, watches, texts);
            } catch (IOException e) {
                differences = List.of(e.toString());
            }
            if (differences.isEmpty() || !Instant.now().isBefore(end)) {
                return differences;
            }
            bindings.restore(saved);
            LockSupport.parkNanos(POLL_EVERY_NANOS);
        }
    }

    private static List<String> attempt(ScenarioClient client, JsonNode step, JsonNode request, Bindings bindings,
            Map<String, WatchReader> watches, boolean texts) throws IOException, InterruptedException {
        JsonNode watch = request.path("watch");
        JsonNode expected = step.path("response");
        boolean subset = step.path("compare").asText().equals("subset");
        if (watch.isMissingNode()) {
            ScenarioClient.Response response = client.call(request);
            List<String> differences = head(expected, response, bindings);
            if (expected.has("body") && differences.isEmpty()) {
                differences.addAll(
                        Comparison.differences(expected.path("body"), response.body(), bindings, subset, texts));
            }
            return differences;
        }
        WatchReader reader;
        if (watch.has("collect")) {
            reader = watches.remove(watch.path("collect").asText());
            if (reader == null) {
                return List.of("no watch is open under this name");
            }
        } else {
            HttpResponse<InputStream> response = client.open(request);
            if (response.statusCode() != 200 || expected.path("status").asInt() != 200) {
                return refused(expected, response, bindings, subset, texts);
            }
            reader = new WatchReader(response.body());
            if (watch.has("open")) {
                watches.put(watch.path("open").asText(), reader);
                return List.of();
            }
        }
        ArrayNode events = reader.read(watch.path("events").asInt());
        reader.close();
        return Comparison.differences(expected.path("body"), events, bindings, subset, texts);
    }

    private static List<String> refused(JsonNode expected, HttpResponse<InputStream> response, Bindings bindings,
            boolean subset, boolean texts) throws IOException {
        String text = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        if (response.statusCode() != expected.path("status").asInt()) {
            return List
                    .of("status: expected " + expected.path("status") + ", got " + response.statusCode() + " " + text);
        }
        return Comparison.differences(expected.path("body"), new JsonMapper().readTree(text), bindings, subset, texts);
    }

    private static List<String> head(JsonNode expected, ScenarioClient.Response response, Bindings bindings) {
        List<String> differences = new ArrayList<>();
        if (response.status() != expected.path("status").asInt()) {
            differences.add(
                    "status: expected " + expected.path("status") + ", got " + response.status() + " "
                            + response.body());
            return differences;
        }
        String type = expected.path("headers").path("content-type").asText();
        if (!type.isEmpty() && !type.equals(response.contentType())) {
            differences.add("content-type: expected " + type + ", got " + response.contentType());
        }
        List<String> warnings = new ArrayList<>();
        expected.path("headers").path("warning").forEach(warning -> warnings.add(bindings.filled(warning.asText())));
        if (!warnings.equals(response.warnings())) {
            differences.add("warning: expected " + warnings + ", got " + response.warnings());
        }
        return differences;
    }

    private void cleanUp(ScenarioClient client, Bindings bindings, Map<String, WatchReader> watches)
            throws InterruptedException {
        for (WatchReader watch : watches.values()) {
            try {
                watch.close();
            } catch (IOException e) {
                throw new IllegalStateException("a watch of " + name() + " can't be closed", e);
            }
        }
        for (JsonNode path : document.path("cleanup")) {
            try {
                client.call(new JsonMapper().createObjectNode().put("method", "DELETE").put("path",
                        bindings.filled(path.asText())));
            } catch (IOException e) {
                throw new IllegalStateException("cleaning up after " + name() + " failed", e);
            }
        }
    }
}
