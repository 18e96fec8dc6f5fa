package dev.plumbline.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.testkit.TestStack;

import static dev.plumbline.system.Manifests.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// A commit's way through the real processes against what they say of it: trace, logs and metrics.
class ObservabilityIT {
    private static final List<String> SERVICES = List.of("git-watcher", "renderer", "differ", "applier", "audit");
    private static final Map<String, List<String>> METRICS = Map.of("git-watcher",
            List.of("plumbline_git_watcher_webhooks_total", "plumbline_git_watcher_lag_records"), "renderer",
            List.of("plumbline_renderer_lag_records"), "differ",
            List.of("plumbline_differ_lag_records", "plumbline_differ_drift_open", "plumbline_differ_inputs_waiting",
                    "plumbline_differ_api_requests_total"),
            "applier",
            List.of("plumbline_applier_lag_records", "plumbline_applier_plans_inflight",
                    "plumbline_applier_api_requests_seconds_count"),
            "audit", List.of("plumbline_audit_lag_records", "plumbline_audit_commits_total",
                    "plumbline_audit_renders_total", "plumbline_audit_stage_seconds_bucket"));
    private static TestStack stack;
    private static String commit = "";

    @BeforeAll
    static void followACommit() throws IOException, InterruptedException {
        stack = TestStack.shared();
        stack.declare("followed", "", Map.of("settings.yaml", configMap("settings", "red")));
        commit = stack.push("Follow me", Map.of("apps/followed/settings.yaml", configMap("settings", "blue")));
        stack.webhook(commit, stack.webhookSecret());
        await().until(() -> !stack.audit().items("changes?application=followed&commit=" + commit).isEmpty());
    }

    @Test
    void theTraceShowsEachStageInItsOrder() throws IOException {
        JsonNode trace = stack.audit().get("traces/" + commit);

        assertThat(trace.path("traceId").asText()).isEqualTo(commit.substring(0, 32));
        assertThat(trace.path("spans")).filteredOn(span -> !span.path("application").asText().equals("@fleet"))
                .extracting(span -> span.path("stage").asText())
                .containsExactly("seen", "rendered", "planned", "applied", "audited");
        assertThat(trace.path("spans")).allSatisfy(
                span -> assertThat(span.path("millis").asDouble()).isGreaterThanOrEqualTo(0));
    }

    @Test
    void theCommitCanBeFollowedThroughTheLogs() throws IOException {
        String plan = stack.audit().items("changes?application=followed&commit=" + commit).getFirst().path("plan")
                .asText();
        Map<String, String> lines = Map.of("git-watcher", "commits emitted .* revision=" + commit + " .*event=\\w+ .*",
                "renderer", "rendered application=followed revision=" + commit + " .*event=\\w+",
                "differ", "plan decided application=followed revision=" + commit + " plan=" + plan + " .*event=\\w+",
                "applier", "plan executed application=followed revision=" + commit + " plan=" + plan + " .*");
        Path logs = stack.process().data().resolve("logs");

        lines.forEach((service, line) -> await(service).untilAsserted(
                () -> assertThat(Files.readAllLines(logs.resolve(service + ".log")))
                        .anyMatch(it -> it.matches(".* " + line))));
    }

    @Test
    void everyServiceTellsItsMetrics() throws IOException, InterruptedException {
        for (String service : SERVICES) {
            assertThat(get(service, "/q/metrics")).as(service)
                    .contains(Objects.requireNonNull(METRICS.get(service)));
        }
    }

    private static String get(String service, String path) throws IOException, InterruptedException {
        URI health = Objects.requireNonNull(
                Objects.requireNonNull(stack.endpoints().processes().get(service)).health());
        HttpRequest request = HttpRequest.newBuilder(health.resolve(path)).timeout(Duration.ofSeconds(10)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
