package dev.plumbline.kubernetes.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.controllers.Controllers;
import dev.plumbline.kubernetes.replay.ScenarioClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Requests of the recorded scenarios, each made wrong somewhere, against the one thing that must hold for each: a
/// proper answer. All controllers run and have to live with what is stored.
class MutatedRequestsTest {
    private static final Path SCENARIOS = Path.of("src", "test", "resources", "kubernetes-vectors", "scenarios");
    private static final int REQUESTS = 2_500;
    /// The same requests in each run; another seed by `-Dplumbline.seed=N`.
    private static final long SEED = 20_261_125;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS",
            "TRACE", "PROPFIND", "x");
    private static final List<String> QUERIES = List.of("dryRun=All", "dryRun=", "fieldManager=" + "m".repeat(200),
            "fieldManager=%00", "force=true", "limit=18446744073709551616", "limit=0&continue=%FF", "continue=e30",
            "resourceVersion=-1", "resourceVersion=0&resourceVersionMatch=Exact", "labelSelector=a%3D%3Db,!c,d+in+(e)",
            "labelSelector=%22", "fieldSelector=status.phase%21%3DRunning", "fieldSelector=%3D", "pretty=true",
            "gracePeriodSeconds=-5", "gracePeriodSeconds=x", "orphanDependents=maybe", "fieldValidation=Ignore",
            "allowWatchBookmarks=x", "includeObject=All", "=", "%3D%3D");
    private static final List<Map.Entry<String, String>> HEADERS = List.of(Map.entry("Accept", "text/html"),
            Map.entry("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io"), Map.entry("Accept", ";;q=,"),
            Map.entry("Accept", "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io"),
            Map.entry("Accept", "application/yaml"), Map.entry("Content-Type", "application/apply-patch+yaml"),
            Map.entry("Content-Type", "application/json-patch+json"), Map.entry("Content-Type", "application/yaml"),
            Map.entry("Content-Type", "application/vnd.kubernetes.protobuf"), Map.entry("Content-Type", "json"),
            Map.entry("Authorization", "Basic !!"), Map.entry("Authorization", "Bearer"),
            Map.entry("Impersonate-User", "system:serviceaccount:a"), Map.entry("Impersonate-User", "nobody"),
            Map.entry("Impersonate-Extra-%", "x"), Map.entry("Audit-ID", "a".repeat(500)),
            Map.entry("X-Forwarded-For", ",,::1,x"), Map.entry("Content-Encoding", "gzip"),
            Map.entry("User-Agent", "\"/\\"), Map.entry("Accept-Encoding", "gzip, br;q=x"));

    @TempDir
    Path directory = Path.of("");

    private static List<ObjectNode> recorded() throws IOException {
        List<ObjectNode> requests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SCENARIOS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
                String text = Files.readString(file).replace("${ns}", "fuzz").replaceAll("\\$\\{[^}]*}", "x");
                for (JsonNode step : MAPPER.readTree(text).path("steps")) {
                    if (step.path("request") instanceof ObjectNode request && request.has("method")
                            && !request.path("path").asText().contains("watch")) {
                        request.remove("as");
                        requests.add(request);
                    }
                }
            }
        }
        return requests;
    }

    private static ObjectNode mutated(ObjectNode recorded, Random random, Mutation mutation) {
        ObjectNode request = recorded.deepCopy();
        JsonNode body = request.path("body");
        if (random.nextInt(8) > 0 && body.isContainerNode()) {
            request.set("body", mutation.of(body));
        }
        if (random.nextInt(8) == 0) {
            request.put("method", METHODS.get(random.nextInt(METHODS.size())));
        }
        if (random.nextInt(6) == 0) {
            String path = request.path("path").asText();
            request.put("path",
                    path + (path.contains("?") ? "&" : "?") + QUERIES.get(random.nextInt(QUERIES.size())));
        }
        if (random.nextInt(6) == 0) {
            Map.Entry<String, String> header = HEADERS.get(random.nextInt(HEADERS.size()));
            request.withObjectProperty("headers").put(header.getKey(), header.getValue());
        }
        return request;
    }

    @Test
    void getAProperAnswerEach() throws IOException, GeneralSecurityException, InterruptedException {
        long seed = Long.getLong("plumbline.seed", SEED);
        Random random = new Random(seed);
        Mutation mutation = new Mutation(random);
        List<ObjectNode> recorded = recorded();
        try (RunningCluster running = new RunningCluster(directory, Controllers.NAMES)) {
            running.post("/api/v1/namespaces", MAPPER.readTree("{\"metadata\":{\"name\":\"fuzz\"}}"));
            for (int i = 0; i < REQUESTS; i++) {
                ObjectNode request = mutated(recorded.get(random.nextInt(recorded.size())), random, mutation);

                ScenarioClient.Response response = running.client().call(request);

                assertThat(response).as("seed %d request %s", seed, request)
                        .matches(MutatedRequestsTest::isProper, "is a proper answer");
            }

            assertThat(running.get("/readyz").status()).isEqualTo(200);
            rollsOut(running);
        }
    }

    /// A real server answers some mistakes of clients with plain errors of Go's: 500 without a reason. One of this
    /// server's own mistakes has the reason `InternalError`.
    private static boolean isProper(ScenarioClient.Response response) {
        return response.status() >= 200 && response.status() < 600
                && !response.body().path("reason").asText().equals("InternalError");
    }

    /// The controllers still do their work.
    private static void rollsOut(RunningCluster running) throws IOException, InterruptedException {
        running.post("/api/v1/namespaces", MAPPER.readTree("{\"metadata\":{\"name\":\"after\"}}"));
        running.post("/apis/apps/v1/namespaces/after/deployments", MAPPER.readTree("""
                {"metadata": {"name": "web"}, "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "web"}},
                 "template": {"metadata": {"labels": {"app": "web"}},
                              "spec": {"containers": [{"name": "web", "image": "web:1"}]}}}}
                """));
        await("the Deployment is ready").atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.get("/apis/apps/v1/namespaces/after/deployments/web").body()
                        .at("/status/readyReplicas").asInt()).isEqualTo(1));
    }
}
