package dev.plumbline.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.testkit.Fault;
import dev.plumbline.testkit.FaultyCluster;
import dev.plumbline.testkit.FaultyProxy.Request;
import dev.plumbline.testkit.TestKubernetes;
import dev.plumbline.testkit.TestStack;

import static dev.plumbline.system.Manifests.configMap;
import static dev.plumbline.system.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// A Kubernetes API that fails in the ways that such APIs fail, against what is claimed meanwhile, what is done to the
/// objects, and how it goes on.
class ClusterFaultIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONFIG_MAPS = "/configmaps";
    private static FaultyCluster cluster;
    private static TestStack stack;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("plumbline-cluster-faults");
        cluster = FaultyCluster.before(TestKubernetes.shared(), directory);
        stack = TestStack.start(directory, "PT1S", "--kubeconfig", cluster.kubeconfig().toString());
        stack.declare("shaken", "", Map.of("settings.yaml", configMap("settings", "red"), "service.yaml",
                service("web")));
    }

    @AfterAll
    static void stop() {
        stack.close();
        cluster.close();
    }

    @AfterEach
    void heal() {
        cluster.proxy().show(_ -> {
        });
        cluster.proxy().heal();
    }

    /// How the way to the lists and watches of ConfigMaps is broken, and what the reason must name.
    static Stream<Arguments> blindness() {
        return Stream.of(
                Arguments.of("refused", Fault.status(403, "Forbidden", "configmaps is forbidden"), "forbidden"),
                Arguments.of("failing", Fault.status(500, "InternalError", "etcd is away"), "ConfigMap"),
                Arguments.of("gone", new Fault.Hangup(), "ConfigMap"),
                Arguments.of("busy", new Fault.Answer(429, Map.of("Retry-After", "1"), ""), "ConfigMap"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blindness")
    void whatCannotBeSeenIsUnknownForAReasonAndIsLeftAlone(String how, Fault fault, String reason) throws IOException {
        stack.awaitSync("shaken", "Synced");
        List<JsonNode> drifts = stack.audit().all("drift?application=shaken");
        List<JsonNode> changes = stack.audit().all("changes?application=shaken");
        String uid = settings("shaken").at("/metadata/uid").asText();

        cluster.proxy().spoil(ClusterFaultIT::looksAtConfigMaps, fault);
        cluster.proxy().cut(ClusterFaultIT::looksAtConfigMaps);

        await(how).atMost(PATIENCE).untilAsserted(() -> {
            JsonNode status = stack.audit().application("shaken");
            assertThat(status.path("sync").asText()).isEqualTo("Unknown");
            assertThat(status.path("error").asText()).contains(reason);
        });
        assertThat(stack.audit().all("drift?application=shaken")).isEqualTo(drifts);
        cluster.proxy().heal();
        await(how).atMost(PATIENCE).untilAsserted(
                () -> assertThat(stack.audit().application("shaken").path("sync").asText()).isEqualTo("Synced"));
        assertThat(stack.audit().all("drift?application=shaken")).isEqualTo(drifts);
        assertThat(stack.audit().all("changes?application=shaken")).isEqualTo(changes);
        assertThat(settings("shaken").at("/metadata/uid").asText()).isEqualTo(uid);
    }

    @Test
    void aWatchThatIsCutMissesNothing() throws IOException {
        stack.awaitSync("shaken", "Synced");
        int before = stack.audit().all("drift?application=shaken").size();

        for (int i = 0; i < 5; i++) {
            cluster.proxy().cut(Request::isWatch);
            cluster.user().patch(path("shaken"), "{\"data\": {\"colour\": \"pink\"}}");
            await().atMost(PATIENCE).untilAsserted(
                    () -> assertThat(settings("shaken").at("/data/colour").asText()).isEqualTo("red"));
            int told = before + i + 1;
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(stack.audit().all("drift?application=shaken"))
                    .hasSize(told).allSatisfy(drift -> assertThat(drift.path("resolution").asText())
                            .isEqualTo("corrected")));
        }
    }

    /// A cache behind the API that has yet to learn of the objects answers an empty list in good faith.
    @Test
    void anEmptyListIsAskedAboutBeforeItIsBelieved() throws IOException {
        stack.awaitSync("shaken", "Synced");
        List<JsonNode> drifts = stack.audit().all("drift?application=shaken");
        String uid = settings("shaken").at("/metadata/uid").asText();
        AtomicBoolean answered = new AtomicBoolean();
        Fault empty = new Fault.Answer(200, Map.of("Content-Type", "application/json"),
                "{\"kind\": \"ConfigMapList\", \"apiVersion\": \"v1\", \"metadata\": {\"resourceVersion\": \"1\"},"
                        + " \"items\": []}");

        cluster.proxy().spoil(request -> looksAtConfigMaps(request) && !request.isWatch()
                && answered.compareAndSet(false, true), empty);
        cluster.proxy().spoil(request -> looksAtConfigMaps(request) && request.isWatch() && !answered.get(),
                Fault.status(410, "Expired", "too old resource version"));
        cluster.proxy().cut(ClusterFaultIT::looksAtConfigMaps);
        await().atMost(PATIENCE).untilTrue(answered);

        stack.push("Repaint", Map.of("apps/shaken/settings.yaml", configMap("settings", "green")));
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(settings("shaken").at("/data/colour").asText()).isEqualTo("green"));
        stack.push("Repaint again", Map.of("apps/shaken/settings.yaml", configMap("settings", "red")));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(settings("shaken").at("/data/colour").asText()).isEqualTo("red");
            assertThat(stack.audit().application("shaken").path("sync").asText()).isEqualTo("Synced");
        });
        assertThat(stack.audit().all("drift?application=shaken")).isEqualTo(drifts);
        assertThat(settings("shaken").at("/metadata/uid").asText()).isEqualTo(uid);
    }

    /// How writes fail for a while.
    static Stream<Arguments> refusals() {
        return Stream.of(Arguments.of("busy", new Fault.Answer(429, Map.of("Retry-After", "1"), "")),
                Arguments.of("failing", Fault.status(500, "InternalError", "etcd is away")),
                Arguments.of("broken off", new Fault.Hangup()),
                Arguments.of("slow", new Fault.Delay(Duration.ofSeconds(2))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aWriteThatFailsIsTriedUntilItPasses(String how, Fault fault) throws IOException {
        String colour = how.replace(' ', '-') + "-blue";
        int spoiled = cluster.proxy().spoiled();
        cluster.proxy().spoil(Request::isWrite, fault);

        String commit = stack.push("Paint it " + colour,
                Map.of("apps/shaken/settings.yaml", configMap("settings", colour)));
        await(how).atMost(PATIENCE).until(() -> cluster.proxy().spoiled() > spoiled);
        cluster.proxy().heal();

        await(how).atMost(PATIENCE).untilAsserted(() -> {
            assertThat(settings("shaken").at("/data/colour").asText()).isEqualTo(colour);
            assertThat(stack.audit().application("shaken").path("sync").asText()).isEqualTo("Synced");
            assertThat(stack.audit().all("changes?outcome=applied&commit=" + commit)).hasSize(1);
        });
        stack.push("Paint it red", Map.of("apps/shaken/settings.yaml", configMap("settings", "red")));
        await(how).atMost(PATIENCE).untilAsserted(
                () -> assertThat(settings("shaken").at("/data/colour").asText()).isEqualTo("red"));
    }

    @Test
    void aNamespaceThatAnswersNothingDelaysNoOtherApplication() throws IOException {
        int others = Trial.begin("one Application hangs").size(10, 50);
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < others; i++) {
            files.put("applications/free-" + i + ".yaml", TestStack.application("free-" + i, ""));
            files.put("apps/free-" + i + "/settings.yaml", configMap("settings", "red"));
        }
        files.put("applications/stuck.yaml", TestStack.application("stuck", ""));
        files.put("apps/stuck/settings.yaml", configMap("settings", "red"));
        stack.push("Declare many", files);
        awaitColour(others, "red");
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(settings("stuck").at("/data/colour").asText()).isEqualTo("red"));
        Duration undisturbed = repaint(others, "green");

        cluster.proxy().spoil(request -> request.path().contains("/namespaces/stuck/"), new Fault.Silence());
        stack.push("Paint the stuck one", Map.of("apps/stuck/settings.yaml", configMap("settings", "blue")));
        await().atMost(PATIENCE).until(() -> cluster.proxy().spoiled() > 0);
        Duration besides = repaint(others, "blue");

        System.out.println(others + " Applications took " + undisturbed.toMillis() + " ms, beside one that hangs "
                + besides.toMillis() + " ms");
        assertThat(besides).isLessThan(undisturbed.multipliedBy(3).plusSeconds(3));
        assertThat(settings("stuck").at("/data/colour").asText()).isEqualTo("red");
        cluster.proxy().heal();
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(settings("stuck").at("/data/colour").asText()).isEqualTo("blue"));
    }

    /// The applier dies when the API has done what it was asked, and before it could say so to anybody.
    @ParameterizedTest(name = "{0}")
    @CsvSource({"create, , amber", "update, amber, coral", "delete, coral, "})
    void aCrashBetweenTheWriteAndItsRecordIsAuditedOnce(String operation, String before, String after)
            throws IOException {
        if (stack.audit().application("dying").path("name").isMissingNode()) {
            stack.declare("dying", "", Map.of("other.yaml", configMap("other", "red")));
        }
        AtomicLong killed = new AtomicLong();
        cluster.proxy().show(request -> {
            if (request.isWrite() && request.path().equals(path("dying")) && killed.get() == 0) {
                killed.set(stack.process().kill("applier"));
            }
        });

        String commit = stack.push(operation + " settings", Map.of("apps/dying/settings.yaml",
                after == null ? "" : configMap("settings", after)));

        await(operation).atMost(PATIENCE).until(() -> killed.get() != 0);
        awaitAuditedOnce("dying", commit, operation, before, after);
    }

    /// The API does what it is asked, and its answer breaks off: nobody knows whether it was done.
    @ParameterizedTest(name = "{0}")
    @CsvSource({"create, , amber", "update, amber, coral", "delete, coral, "})
    void aWriteWhoseAnswerIsLostIsAuditedOnce(String operation, String before, String after) throws IOException {
        if (stack.audit().application("unheard").path("name").isMissingNode()) {
            stack.declare("unheard", "", Map.of("other.yaml", configMap("other", "red")));
        }
        AtomicBoolean lost = new AtomicBoolean();
        cluster.proxy().spoil(request -> request.isWrite() && request.path().equals(path("unheard"))
                && lost.compareAndSet(false, true), new Fault.Truncation(10));

        String commit = stack.push(operation + " settings", Map.of("apps/unheard/settings.yaml",
                after == null ? "" : configMap("settings", after)));

        await(operation).atMost(PATIENCE).untilTrue(lost);
        awaitAuditedOnce("unheard", commit, operation, before, after);
    }

    private static void awaitAuditedOnce(String application, String commit, String operation, @Nullable String before,
            @Nullable String after) {
        await(operation).atMost(PATIENCE).untilAsserted(() -> {
            List<JsonNode> changes = stack.audit()
                    .all("changes?application=" + application + "&name=settings&commit=" + commit);
            assertThat(changes).singleElement().satisfies(change -> {
                assertThat(change.path("operation").asText()).isEqualTo(operation);
                assertThat(change.path("outcome").asText()).isEqualTo("applied");
                assertThat(change.at("/author/email").asText()).isEqualTo("ana@example.com");
                assertThat(colour(change, "before")).isEqualTo(before);
                assertThat(colour(change, "after")).isEqualTo(after);
            });
            assertThat(stack.audit().application(application).path("sync").asText()).isEqualTo("Synced");
        });
        assertThat(settings(application).at("/data/colour").asText(null)).isEqualTo(after);
    }

    /// What a change says of the colour; `data` as a whole comes and goes with the object.
    private static @Nullable String colour(JsonNode change, String when) {
        for (JsonNode field : change.path("fields")) {
            switch (field.path("path").asText()) {
                case "/data/colour" -> {
                    return field.path(when).asText(null);
                }
                case "/data" -> {
                    return field.path(when).path("colour").asText(null);
                }
                default -> {
                    // Another field.
                }
            }
        }
        throw new AssertionError("The change tells nothing of the colour: " + change);
    }

    /// Repaints all but the stuck one by a commit; how long until the last one shows it.
    private static Duration repaint(int applications, String colour) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < applications; i++) {
            files.put("apps/free-" + i + "/settings.yaml", configMap("settings", colour));
        }
        long begin = System.nanoTime();
        stack.push("Paint all " + colour, files);
        awaitColour(applications, colour);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void awaitColour(int applications, String colour) {
        await(colour).atMost(PATIENCE).untilAsserted(() -> {
            for (int i = 0; i < applications; i++) {
                assertThat(settings("free-" + i).at("/data/colour").asText()).isEqualTo(colour);
            }
        });
    }

    private static boolean looksAtConfigMaps(Request request) {
        return request.method().equals("GET") && request.path().endsWith(CONFIG_MAPS);
    }

    private static JsonNode settings(String namespace) {
        return cluster.user().get(path(namespace));
    }

    private static String path(String namespace) {
        return "/api/v1/namespaces/" + namespace + CONFIG_MAPS + "/settings";
    }
}
