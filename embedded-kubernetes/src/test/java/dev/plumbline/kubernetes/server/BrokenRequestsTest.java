package dev.plumbline.kubernetes.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.replay.ScenarioClient;

import static org.assertj.core.api.Assertions.assertThat;

/// Requests put together at random from parts that are right, nearly right and wrong, against the one thing that must
/// hold for each: a proper answer.
class BrokenRequestsTest {
    private static final int REQUESTS = 1_500;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final List<String> PATHS = List.of("/api/v1/namespaces/default/configmaps",
            "/api/v1/namespaces/default/configmaps/fuzz", "/apis/apps/v1/namespaces/default/deployments/fuzz",
            "/apis/apps/v1/namespaces/default/deployments/fuzz/scale", "/api/v1/namespaces/fuzz/status",
            "/api/v1/pods", "/apis/apps/v1", "/apis//v1/x", "/api", "//", "/api/v1/namespaces/default/pods/x/log",
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", "/api/v1/namespaces/%2e%2e/configmaps/%00",
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "/openapi/v3/apis/none", "/metrics", "/version",
            "/api/v1/namespaces/default/services", "/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers");
    private static final List<String> QUERIES = List.of("", "?limit=-1", "?limit=1&continue=x",
            "?labelSelector=a%20in%20(",
            "?fieldSelector=metadata.name", "?resourceVersion=abc", "?dryRun=Nope", "?fieldManager=f&force=maybe",
            "?watch=true&timeoutSeconds=1&resourceVersion=99999999", "?fieldValidation=Strict", "?labelSelector=,,!",
            "?sendInitialEvents=true", "?resourceVersionMatch=Exact", "?propagationPolicy=Never", "?a=%25&=&&");
    private static final List<String> TYPES = List.of("application/json", "application/yaml",
            "application/apply-patch+yaml", "application/merge-patch+json", "application/json-patch+json",
            "application/strategic-merge-patch+json", "application/vnd.kubernetes.protobuf", "text/plain", ";;;");
    private static final List<String> BODIES = List.of("", "{", "[]", "null", "\"x\"", "{}", "{\"metadata\":7}",
            "{\"metadata\":{\"name\":[]}}",
            "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"fuzz\"}}",
            "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"fuzz\"},\"spec\":{\"template\":[]}}",
            "[{\"op\":\"add\",\"path\":\"/data/~2\",\"value\":1}]", "[{\"op\":\"remove\",\"path\":\"\"}]", "a: [b",
            "- - -",
            "{\"spec\":{\"replicas\":1e400}}", "{\"data\":{\"\\ud800\":\"\"}}",
            "{\"metadata\":{\"labels\":{\"a\":{}}}}",
            "{\"spec\":{\"$patch\":\"bogus\"}}", "{\"kind\":7,\"apiVersion\":{}}", "\u0000\u0001", "[".repeat(2_000),
            "{\"spec\":{\"ports\":[{\"port\":99999999999}]}}", "{\"metadata\":{\"managedFields\":[{\"fieldsV1\":7}]}}");

    /// The same requests in each run; another seed by `-Dplumbline.seed=N`.
    private static final long SEED = 20_261_124;

    @TempDir
    Path directory = Path.of("");

    @Test
    void getsAProperAnswerToWhateverIsSent() throws IOException, GeneralSecurityException, InterruptedException {
        long seed = Long.getLong("plumbline.seed", SEED);
        Random random = new Random(seed);
        try (RunningCluster running = new RunningCluster(directory)) {
            for (int i = 0; i < REQUESTS; i++) {
                ObjectNode request = RunningCluster.request(any(METHODS, random),
                        any(PATHS, random) + any(QUERIES, random));
                if (random.nextInt(4) > 0) {
                    request.put("body", any(BODIES, random));
                    request.putObject("headers").put("Content-Type", any(TYPES, random));
                }
                ScenarioClient.Response response = running.client().call(request);

                assertThat(response.status()).as("seed %d request %s", seed, request).isBetween(200, 599);
                assertThat(response.body().path("message").asText())
                        .as("seed %d request %s answer %s", seed, request, response.body())
                        .doesNotStartWith("Internal error occurred");
            }

            assertThat(running.get("/readyz").status()).isEqualTo(200);
        }
    }

    private static String any(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
