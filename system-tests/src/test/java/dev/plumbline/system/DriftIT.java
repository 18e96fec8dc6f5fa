package dev.plumbline.system;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.testkit.ClusterUser;
import dev.plumbline.testkit.TestStack;

import static dev.plumbline.system.Manifests.configMap;
import static dev.plumbline.system.Manifests.deployment;
import static dev.plumbline.system.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Changes by hand, against what is told of them and what becomes of them.
class DriftIT {
    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final String WEB = "/apis/apps/v1/namespaces/drifting/deployments/web";
    private static TestStack stack;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stack = TestStack.shared();
        stack.cluster().create("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", """
                {"metadata": {"name": "alice"}, "subjects": [{"kind": "User", "name": "alice"}],
                 "roleRef": {"kind": "ClusterRole", "name": "cluster-admin"}}""");
        stack.declare("drifting", "", Map.of("web.yaml", deployment("web", 2), "service.yaml", service("web"),
                "settings.yaml", configMap("settings", "red")));
        stack.declare("reported", "  drift: {policy: report}\n", Map.of("settings.yaml", configMap("settings", "red")));
    }

    /// Who only removes a field leaves no trace in managedFields: then the cluster's audit says who it was.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "scaled | {\"spec\": {\"replicas\": 5}} | /spec/replicas | kubectl-edit",
            "edited | {\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"web\", \"image\": \"other:2\"}]}}}} | image | kubectl-edit",
            "un-labelled | {\"metadata\": {\"labels\": {\"plumbline.dev/application\": null}}} | plumbline.dev | kubectl-edit"})
    void aHandEditIsToldOfAndPutBack(String how, String patch, String path, String manager)
            throws IOException {
        stack.awaitSync("drifting", "Synced");
        int before = drifts("drifting").size();

        stack.cluster().as("alice").patch(WEB, patch);

        await(how).untilAsserted(() -> assertThat(drifts("drifting")).hasSizeGreaterThan(before));
        await(how).untilAsserted(() -> {
            JsonNode drift = drifts("drifting").getFirst();
            assertThat(drift.path("resource").asText()).isEqualTo("apps/Deployment/drifting/web");
            assertThat(drift.path("resolution").asText()).isEqualTo("corrected");
            assertThat(drift.path("resolvedAt").asText()).isNotBlank();
            assertThat(drift.path("fields")).anySatisfy(field -> {
                assertThat(field.path("path").asText()).contains(path);
                assertThat(field.path("manager").asText()).isEqualTo(manager);
                assertThat(field.path("user").asText()).isEqualTo("alice");
                assertThat(field.hasNonNull("since")).isTrue();
            });
        });
        assertThat(stack.cluster().get(WEB).at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(stack.cluster().get(WEB).at("/spec/template/spec/containers/0/image").asText())
                .isEqualTo("registry.example.com/web:1.0");
        stack.awaitSync("drifting", "Synced");
    }

    @Test
    void aDeletedObjectIsToldOfAndMadeAgain() throws IOException {
        String settings = "/api/v1/namespaces/drifting/configmaps/settings";
        String uid = stack.cluster().get(settings).at("/metadata/uid").asText();

        stack.cluster().delete(settings);

        await().untilAsserted(() -> {
            JsonNode again = stack.cluster().get(settings);
            assertThat(again.at("/data/colour").asText()).isEqualTo("red");
            assertThat(again.at("/metadata/uid").asText()).isNotEqualTo(uid);
        });
        await().untilAsserted(() -> assertThat(drifts("drifting")).anySatisfy(drift -> {
            assertThat(drift.path("kind").asText()).isEqualTo("deleted");
            assertThat(drift.path("resolution").asText()).isEqualTo("corrected");
        }));
        stack.awaitSync("drifting", "Synced");
    }

    @Test
    void underReportADriftIsOnlyToldOf() throws IOException {
        String settings = "/api/v1/namespaces/reported/configmaps/settings";
        stack.cluster().patch(settings, "{\"data\": {\"colour\": \"pink\"}}");

        JsonNode status = stack.awaitSync("reported", "Drifted");
        String id = status.at("/drift/0").asText();
        assertThat(stack.audit().items("drift?application=reported&open=true")).singleElement()
                .satisfies(drift -> assertThat(drift.path("id").asText()).isEqualTo(id));
        assertThat(stack.cluster().get(settings).at("/data/colour").asText()).isEqualTo("pink");

        stack.cluster().patch(settings, "{\"data\": {\"colour\": \"red\"}}");

        await().untilAsserted(() -> assertThat(drifts("reported")).singleElement().satisfies(drift -> {
            assertThat(drift.path("id").asText()).isEqualTo(id);
            assertThat(drift.path("resolution").asText()).isEqualTo("reverted");
        }));
        stack.awaitSync("reported", "Synced");
    }

    @Test
    void anUntouchedClusterHasNoDriftAndIsNotAsked() throws IOException {
        stack.declare("untouched", """
                  drift:
                    ignore: [{kind: Deployment, paths: [/spec/replicas], reason: scaled by HPA}]
                """, Map.of("web.yaml", deployment("web", 2), "service.yaml", service("web")));
        stack.cluster().patch("/apis/apps/v1/namespaces/untouched/deployments/web", "{\"spec\": {\"replicas\": 4}}");
        await().untilAsserted(() -> assertThat(stack.audit().application("untouched").path("health").asText())
                .isEqualTo("Healthy"));
        stack.awaitSync("drifting", "Synced");
        ClusterUser cluster = stack.cluster();
        double requests = cluster.requestsBy("plumbline");
        List<JsonNode> known = stack.audit().items("drift?limit=500");

        await().during(QUIET).atMost(QUIET.plusSeconds(5)).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            assertThat(drifts("untouched")).isEmpty();
            assertThat(stack.audit().application("untouched").path("sync").asText()).isEqualTo("Synced");
        });

        assertThat(stack.audit().items("drift?limit=500")).hasSameSizeAs(known);
        assertThat(cluster.requestsBy("plumbline")).isEqualTo(requests);
        assertThat(cluster.get("/apis/apps/v1/namespaces/untouched/deployments/web").at("/spec/replicas").asInt())
                .isEqualTo(4);
    }

    private static List<JsonNode> drifts(String application) throws IOException {
        return stack.audit().items("drift?application=" + application + "&limit=500");
    }
}
