package dev.plumbline.system;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.testkit.ClusterUser;
import dev.plumbline.testkit.TestStack;

import static dev.plumbline.system.Manifests.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// From a commit to the cluster and into the audit, and back by a revert.
class CommitIT {
    private static TestStack stack;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stack = TestStack.shared();
    }

    @Test
    void aPushedCommitReachesTheClusterAndTheAuditNamesItsAuthor() throws IOException, InterruptedException {
        stack.declare("paint", "", Map.of("settings.yaml", configMap("settings", "red")));

        String commit = stack.push("Paint it blue\n\nReason: the brand changed",
                Map.of("apps/paint/settings.yaml", configMap("settings", "blue")));
        int status = stack.webhook(commit, stack.webhookSecret());

        assertThat(status).isEqualTo(202);
        await().untilAsserted(() -> assertThat(colour("paint", "settings")).isEqualTo("blue"));
        await().untilAsserted(() -> {
            List<JsonNode> changes = stack.audit().items("changes?application=paint&commit=" + commit);
            assertThat(changes).singleElement().satisfies(change -> {
                assertThat(change.at("/author/email").asText()).isEqualTo("ana@example.com");
                assertThat(change.path("reason").asText()).isEqualTo("the brand changed");
                assertThat(change.path("cause").asText()).isEqualTo("commit");
                assertThat(change.path("operation").asText()).isEqualTo("update");
                assertThat(change.at("/fields/0/path").asText()).isEqualTo("/data/colour");
                assertThat(change.at("/fields/0/before").asText()).isEqualTo("red");
                assertThat(change.at("/fields/0/after").asText()).isEqualTo("blue");
            });
        });
        assertThat(stack.awaitSync("paint", "Synced").path("revision").asText()).isEqualTo(commit);
    }

    @Test
    void aRevertBringsTheFormerStateBack() throws IOException {
        stack.declare("undone", "", Map.of("settings.yaml", configMap("settings", "red")));
        String commit = stack.push("Paint it blue", Map.of("apps/undone/settings.yaml", configMap("settings", "blue")));
        await().untilAsserted(() -> assertThat(colour("undone", "settings")).isEqualTo("blue"));

        stack.fleet().revert("Bo <bo@example.com>", commit);
        stack.fleet().push();

        await().untilAsserted(() -> assertThat(colour("undone", "settings")).isEqualTo("red"));
    }

    @Test
    void whatGitDropsIsPrunedAndAuditedToWhoDroppedIt() throws IOException {
        stack.declare("shrinking", "",
                Map.of("a.yaml", configMap("a", "red"), "b.yaml", configMap("b", "red")));

        stack.fleet().commit("Bo <bo@example.com>", "Drop b", Map.of("apps/shrinking/b.yaml", ""));
        stack.fleet().push();

        await().untilAsserted(() -> assertThat(stack.cluster().get(configMapPath("shrinking", "b")).isMissingNode())
                .isTrue());
        await().untilAsserted(() -> assertThat(stack.audit().items("changes?application=shrinking&name=b"))
                .anySatisfy(change -> {
                    assertThat(change.path("operation").asText()).isEqualTo("delete");
                    assertThat(change.at("/author/email").asText()).isEqualTo("bo@example.com");
                }));
        assertThat(colour("shrinking", "a")).isEqualTo("red");
    }

    @Test
    void anEmptyRenderPrunesNothing() throws IOException {
        stack.declare("emptied", "", Map.of("a.yaml", configMap("a", "red")));

        stack.push("Lose everything", Map.of("apps/emptied/a.yaml", "", "apps/emptied/README.md", "nothing here\n"));

        JsonNode status = stack.awaitSync("emptied", "Failed");
        assertThat(status.path("error").asText()).isNotBlank();
        assertThat(colour("emptied", "a")).isEqualTo("red");
    }

    @Test
    void moreDeletionsThanTheBudgetWaitAndSaySo() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, String> gone = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            files.put("m" + i + ".yaml", configMap("m" + i, "red"));
            if (i > 0) {
                gone.put("apps/budgeted/m" + i + ".yaml", "");
            }
        }
        stack.declare("budgeted", "  sync: {deletionBudget: 3}\n", files);

        String commit = stack.push("Drop four", gone);

        await().untilAsserted(() -> {
            JsonNode status = stack.audit().application("budgeted");
            assertThat(status.path("revision").asText()).isEqualTo(commit);
            assertThat(status.path("error").asText()).contains("4 deletions").contains("approv");
        });
        assertThat(colour("budgeted", "m4")).isEqualTo("red");

        stack.audit().send("POST", "applications/budgeted/approve");

        await().untilAsserted(() -> assertThat(stack.cluster().get(configMapPath("budgeted", "m4")).isMissingNode())
                .isTrue());
        stack.awaitSync("budgeted", "Synced");
    }

    @Test
    void anUnownedObjectIsRefusedUnlessAdoptionIsDeclared() throws IOException {
        ClusterUser cluster = stack.cluster();
        cluster.create("/api/v1/namespaces", "{\"metadata\": {\"name\": \"adopted\"}}");
        cluster.create("/api/v1/namespaces/adopted/configmaps",
                "{\"metadata\": {\"name\": \"settings\"}, \"data\": {\"colour\": \"green\"}}");

        stack.push("Declare adopted", Map.of("applications/adopted.yaml", TestStack.application("adopted", ""),
                "apps/adopted/settings.yaml", configMap("settings", "red")));
        JsonNode refused = stack.awaitSync("adopted", "Failed");
        assertThat(refused.path("error").asText()).contains("sync.adopt");
        assertThat(colour("adopted", "settings")).isEqualTo("green");

        stack.push("Adopt",
                Map.of("applications/adopted.yaml", TestStack.application("adopted", "  sync: {adopt: true}\n")));
        stack.awaitSync("adopted", "Synced");
        assertThat(colour("adopted", "settings")).isEqualTo("red");
    }

    private static String colour(String namespace, String name) throws IOException {
        return stack.cluster().get(configMapPath(namespace, name)).at("/data/colour").asText();
    }

    private static String configMapPath(String namespace, String name) {
        return "/api/v1/namespaces/" + namespace + "/configmaps/" + name;
    }
}
