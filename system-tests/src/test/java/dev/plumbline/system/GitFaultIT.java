package dev.plumbline.system;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.plumbline.testkit.Fault;
import dev.plumbline.testkit.FaultyProxy;
import dev.plumbline.testkit.TestRepository;
import dev.plumbline.testkit.TestStack;

import static dev.plumbline.system.Manifests.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Git hosts that fail and repositories that change under one's feet, against what is said of it and what stays in the
/// cluster.
class GitFaultIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /// In a definition's versions, which are one value to the API server.
    private static final String DESCRIPTION = "/0/schema/openAPIV3Schema/description";
    private static TestStack stack;
    private static FaultyProxy host;
    private static TestRepository remote;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stack = TestStack.shared();
        host = FaultyProxy.to(stack.gitHostUrl(), HttpClient.newHttpClient());
        remote = stack.repository("remote");
        remote.commit(TestStack.ANA, "Begin", Map.of("settings.yaml", configMap("settings", "red")));
        remote.push();
        stack.push("Declare remote", Map.of("applications/remote.yaml", elsewhere("remote", "remote")));
        stack.awaitSync("remote", "Synced");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @AfterEach
    void heal() {
        host.heal();
    }

    static Stream<Arguments> faults() {
        return Stream.of(Arguments.of("hangs", new Fault.Silence()), Arguments.of("ends", new Fault.Hangup()),
                Arguments.of("fails", new Fault.Answer(500, Map.of(), "out of order")),
                Arguments.of("refuses", new Fault.Answer(403, Map.of(), "no")),
                Arguments.of("truncates", new Fault.Truncation(40)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aHostThatFailsIsNamedAndDelaysNoOtherRepository(String how, Fault fault) throws IOException {
        host.spoil(_ -> true, fault);
        remote.commit(TestStack.ANA, "Repaint", Map.of("settings.yaml", configMap("settings", how)));
        remote.push();

        await(how).atMost(PATIENCE).untilAsserted(() -> assertThat(
                stack.audit().application("remote").path("error").asText()).contains(host.url().toString()));
        assertThat(colour("remote", "settings")).isNotEqualTo(how);
        stack.push("Paint beside it", Map.of("applications/beside.yaml", TestStack.application("beside", ""),
                "apps/beside/settings.yaml", configMap("settings", how)));
        await(how).untilAsserted(() -> assertThat(colour("beside", "settings")).isEqualTo(how));
        host.heal();

        await(how).atMost(PATIENCE).untilAsserted(() -> {
            assertThat(colour("remote", "settings")).isEqualTo(how);
            assertThat(stack.audit().application("remote").path("sync").asText()).isEqualTo("Synced");
            assertThat(stack.audit().application("remote").hasNonNull("error")).isFalse();
        });
    }

    @Test
    void aForcePushDropsCommitsThatAreBeingRendered() throws IOException {
        TestRepository rewritten = stack.repository("rewritten");
        String base = rewritten.commit(TestStack.ANA, "Begin", Map.of("settings.yaml", configMap("settings", "red")));
        rewritten.push();
        stack.push("Declare rewritten", Map.of("applications/rewritten.yaml", elsewhere("rewritten", "rewritten")));
        stack.awaitSync("rewritten", "Synced");

        for (int i = 0; i < 10; i++) {
            rewritten.commit(TestStack.ANA, "Dropped " + i,
                    Map.of("settings.yaml", configMap("settings", "dropped-" + i)));
            rewritten.push();
        }
        rewritten.git("reset", "--quiet", "--hard", base);
        String kept = rewritten.commit("Bo <bo@example.com>", "Kept",
                Map.of("settings.yaml", configMap("settings", "kept")));
        rewritten.forcePush();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(colour("rewritten", "settings")).isEqualTo("kept");
            assertThat(stack.awaitSync("rewritten", "Synced").path("revision").asText()).isEqualTo(kept);
            assertThat(stack.audit().all("changes?application=rewritten&commit=" + kept)).singleElement()
                    .satisfies(change -> assertThat(change.at("/author/email").asText()).isEqualTo("bo@example.com"));
        });
    }

    @Test
    void whatAnotherRepositoryLacksIsDeletedOnlyWhenApproved() throws IOException {
        TestRepository first = stack.repository("first");
        first.commit(TestStack.ANA, "Begin", Map.of("a.yaml", configMap("a", "red"), "b.yaml", configMap("b", "red")));
        first.push();
        TestRepository other = stack.repository("other");
        other.commit(TestStack.ANA, "Begin otherwise", Map.of("a.yaml", configMap("a", "blue")));
        other.push();
        stack.push("Declare replaced", Map.of("applications/replaced.yaml", elsewhere("replaced", "first")));
        stack.awaitSync("replaced", "Synced");

        stack.push("Take it from elsewhere", Map.of("applications/replaced.yaml", elsewhere("replaced", "other")));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(colour("replaced", "a")).isEqualTo("blue"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                stack.audit().application("replaced").path("error").asText()).contains("approv"));
        assertThat(colour("replaced", "b")).isEqualTo("red");
        stack.audit().send("POST", "applications/replaced/approve");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(colour("replaced", "b")).isEmpty());
        stack.awaitSync("replaced", "Synced");
    }

    @Test
    void aFleetWhosePathVanishesKeepsItsApplicationsAndSaysSo() throws IOException {
        stack.declare("staying", "", Map.of("settings.yaml", configMap("settings", "red")));

        stack.fleet().git("mv", "applications", "elsewhere");
        stack.push("Lose the fleet's path", Map.of());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stack.audit().get("fleet").path("error").asText())
                .contains("applications"));
        assertThat(colour("staying", "settings")).isEqualTo("red");
        assertThat(stack.audit().application("staying").path("name").asText()).isEqualTo("staying");
        stack.push("Paint it meanwhile", Map.of("apps/staying/settings.yaml", configMap("settings", "blue")));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(colour("staying", "settings")).isEqualTo("blue"));
        stack.fleet().git("mv", "elsewhere", "applications");
        stack.push("Find the fleet's path", Map.of());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stack.audit().get("fleet").path("sync").asText())
                .isEqualTo("Synced"));
    }

    @Test
    void aLargeRepositoryAndALargePlanAreDealtWith() throws IOException {
        Trial trial = Trial.begin("large");
        int objects = trial.size(300, 2_000);
        TestRepository large = stack.repository("large");
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < trial.size(2_000, 20_000); i++) {
            files.put("data/" + i % 100 + "/" + i + ".txt", "value " + i + "\n");
        }
        for (int i = 0; i < objects; i++) {
            files.put("many/m" + i + ".yaml", configMap("m" + i, "red"));
        }
        large.commit(TestStack.ANA, "Begin large", files);
        large.push();
        long begin = System.nanoTime();

        stack.push("Declare large", Map.of("applications/large.yaml",
                elsewhere("large", "large").replace("path: .", "path: many")));

        await().atMost(PATIENCE.multipliedBy(trial.size(1, 4))).untilAsserted(() -> assertThat(
                stack.audit().application("large").path("sync").asText()).isEqualTo("Synced"));
        System.out.println(files.size() + " files and a plan of " + objects + " operations took "
                + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
        assertThat(colour("large", "m" + (objects - 1))).isEqualTo("red");
        stack.push("Give large up", Map.of("applications/large.yaml", ""));
    }

    @Test
    void aDefinitionOfThreeMegabytesIsCreatedAndChanged() throws IOException {
        stack.declare("vast", "", Map.of("definition.yaml", definition("begun")));
        stack.awaitSync("vast", "Synced");

        String commit = stack.push("Say it otherwise", Map.of("apps/vast/definition.yaml", definition("changed")));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.audit().all("changes?application=vast&commit=" + commit)).singleElement()
                    .satisfies(change -> {
                        assertThat(change.path("outcome").asText()).isEqualTo("applied");
                        assertThat(change.path("fields")).singleElement().satisfies(field -> {
                            assertThat(field.path("path").asText()).isEqualTo("/spec/versions");
                            assertThat(field.at("/before" + DESCRIPTION).asText()).isEqualTo("begun");
                            assertThat(field.at("/after" + DESCRIPTION).asText()).isEqualTo("changed");
                        });
                    });
            assertThat(stack.audit().application("vast").path("sync").asText()).isEqualTo("Synced");
        });
        stack.push("Give vast up", Map.of("applications/vast.yaml", ""));
    }

    /// A CustomResourceDefinition whose JSON is just below what an API server takes.
    private static String definition(String description) {
        StringBuilder properties = new StringBuilder();
        String words = "What this field is for, at the length at which generated definitions say it. ".repeat(12);
        for (int i = 0; i < 3_000; i++) {
            properties.append(" ".repeat(18)).append("field").append(i).append(": {type: string, description: \"")
                    .append(words).append("\"}\n");
        }
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: vasts.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {kind: Vast, plural: vasts}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      schema:
                        openAPIV3Schema:
                          type: object
                          description: %s
                          properties:
                            spec:
                              type: object
                              properties:
                """.formatted(description) + properties;
    }

    /// An Application whose source is a repository behind the faulty proxy.
    private static String elsewhere(String name, String repository) {
        return TestStack.application(name, "").replace("source: {path: apps/" + name + "}",
                "source: {repository: \"" + host.url() + "/" + repository + ".git\", path: .}");
    }

    private static String colour(String namespace, String name) throws IOException {
        return stack.cluster().get("/api/v1/namespaces/" + namespace + "/configmaps/" + name).at("/data/colour")
                .asText();
    }
}
