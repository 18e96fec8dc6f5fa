package dev.plumbline.kubernetes.audit;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What a receiver is told of requests to a server, against the events that kube-apiserver sends of the same.
class AuditWebhookTest {
    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String CONFIG_MAP = "{\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"v\"}}";

    @TempDir
    Path directory = Path.of("");

    private static List<JsonNode> eventsOf(AuditedCluster cluster, String uri, int count) {
        return await("events of " + uri).atMost(Duration.ofSeconds(20))
                .until(() -> cluster.receiver().eventsOf(uri), events -> events.size() >= count);
    }

    @Test
    void tellsAWriteTwiceWithBothBodies() throws IOException, GeneralSecurityException, InterruptedException {
        try (AuditedCluster cluster = AuditedCluster.telling(directory, "rules: [{level: RequestResponse}]")) {
            ObjectNode request = AuditedCluster.request("POST", CONFIG_MAPS + "?fieldManager=me");
            request.put("body", CONFIG_MAP).putObject("headers").put("Audit-ID", "chosen").put("X-Forwarded-For",
                    "10.1.2.3, nonsense");
            cluster.client().call(request);

            List<JsonNode> events = eventsOf(cluster, CONFIG_MAPS + "?fieldManager=me", 2);

            JsonNode first = events.getFirst();
            assertThat(first.path("stage").asText()).isEqualTo("RequestReceived");
            assertThat(first.path("stageTimestamp")).isEqualTo(first.path("requestReceivedTimestamp"));
            assertThat(first.has("responseStatus")).isFalse();
            JsonNode last = events.getLast();
            assertThat(last.path("stage").asText()).isEqualTo("ResponseComplete");
            assertThat(last.path("level").asText()).isEqualTo("RequestResponse");
            assertThat(last.path("auditID").asText()).isEqualTo("chosen");
            assertThat(last.path("verb").asText()).isEqualTo("create");
            assertThat(last.path("user").toString()).isEqualTo("{\"username\":\"root\",\"uid\":\"uid-1\",\"groups\":"
                    + "[\"system:masters\",\"system:authenticated\"]}");
            assertThat(last.path("sourceIPs").toString()).isEqualTo("[\"10.1.2.3\",\"127.0.0.1\"]");
            assertThat(last.path("userAgent").asText()).isEqualTo("vectors/1.0");
            assertThat(last.path("objectRef").toString()).isEqualTo("{\"resource\":\"configmaps\",\"namespace\":"
                    + "\"default\",\"name\":\"a\",\"apiVersion\":\"v1\"}");
            assertThat(last.path("responseStatus").toString()).isEqualTo("{\"metadata\":{},\"code\":201}");
            assertThat(last.at("/requestObject/data/k").asText()).isEqualTo("v");
            assertThat(last.at("/responseObject/metadata/managedFields/0/manager").asText()).isEqualTo("me");
            assertThat(last.path("annotations").toString()).isEqualTo(
                    "{\"authorization.k8s.io/decision\":\"allow\",\"authorization.k8s.io/reason\":\"\"}");
            assertThat(last.path("stageTimestamp").asText()).matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{6}Z");
            assertThat(Instant.parse(last.path("stageTimestamp").asText()))
                    .isAfterOrEqualTo(Instant.parse(last.path("requestReceivedTimestamp").asText()));
        }
    }

    @Test
    void sendsEventListsWithTheTokenOfTheKubeconfig()
            throws IOException, GeneralSecurityException, InterruptedException {
        try (AuditedCluster cluster = AuditedCluster.telling(directory, "rules: [{level: Metadata}]")) {
            cluster.send("root", "GET", "/version", "");

            JsonNode event = eventsOf(cluster, "/version", 2).getLast();

            assertThat(event.has("objectRef")).isFalse();
            assertThat(event.path("verb").asText()).isEqualTo("get");
            assertThat(cluster.receiver().authorizations()).containsOnly("Bearer let-me-in");
            assertThat(cluster.receiver().batches()).allSatisfy(batch -> {
                assertThat(batch.path("kind").asText()).isEqualTo("EventList");
                assertThat(batch.path("apiVersion").asText()).isEqualTo("audit.k8s.io/v1");
                assertThat(batch.path("metadata").isObject()).isTrue();
            });
        }
    }

    @Test
    void namesTheObjectOfAnUpdateByWhatItsBodySays()
            throws IOException, GeneralSecurityException, InterruptedException {
        try (AuditedCluster cluster = AuditedCluster.telling(directory, """
                omitStages: [RequestReceived]
                rules: [{level: Metadata}]
                """)) {
            JsonNode created = cluster.send("root", "POST", CONFIG_MAPS, CONFIG_MAP).body();
            cluster.send("root", "PUT", CONFIG_MAPS + "/a", created.toString());

            JsonNode ref = eventsOf(cluster, CONFIG_MAPS + "/a", 1).getFirst().path("objectRef");

            assertThat(ref.path("uid")).isEqualTo(created.at("/metadata/uid"));
            assertThat(ref.path("resourceVersion")).isEqualTo(created.at("/metadata/resourceVersion"));
        }
    }

    @Test
    void namesWhoIsActedAsBesideWhoActs() throws IOException, GeneralSecurityException, InterruptedException {
        try (AuditedCluster cluster = AuditedCluster.telling(directory, """
                omitStages: [RequestReceived]
                rules: [{level: Metadata, users: [root]}]
                """)) {
            ObjectNode request = AuditedCluster.request("GET", CONFIG_MAPS);
            request.putObject("headers").put("Impersonate-User", "bob").put("Impersonate-Group", "ops");
            cluster.client().call(request);

            JsonNode event = eventsOf(cluster, CONFIG_MAPS, 1).getFirst();

            assertThat(event.at("/user/username").asText()).isEqualTo("root");
            assertThat(event.path("impersonatedUser").toString())
                    .isEqualTo("{\"username\":\"bob\",\"groups\":[\"ops\",\"system:authenticated\"]}");
            assertThat(event.at("/responseStatus/code").asInt()).isEqualTo(403);
        }
    }

    @Test
    void tellsWhyARequestWasRefused() throws IOException, GeneralSecurityException, InterruptedException {
        try (AuditedCluster cluster = AuditedCluster.telling(directory, "rules: [{level: Metadata}]")) {
            cluster.send("alice", "DELETE", CONFIG_MAPS + "/a", "");
            cluster.send("nobody", "GET", CONFIG_MAPS, "");

            JsonNode forbidden = eventsOf(cluster, CONFIG_MAPS + "/a", 2).getLast();
            assertThat(forbidden.at("/annotations/authorization.k8s.io~1decision").asText()).isEqualTo("forbid");
            assertThat(forbidden.at("/responseStatus/reason").asText()).isEqualTo("Forbidden");
            assertThat(forbidden.at("/responseStatus/message").asText()).contains("User \"alice\" cannot delete");
            List<JsonNode> unknown = eventsOf(cluster, CONFIG_MAPS, 1);
            assertThat(unknown).hasSize(1);
            assertThat(unknown.getFirst().path("stage").asText()).isEqualTo("ResponseStarted");
            assertThat(unknown.getFirst().path("user").toString()).isEqualTo("{}");
            assertThat(unknown.getFirst().at("/responseStatus/code").asInt()).isEqualTo(401);
        }
    }

    @Test
    void tellsAWatchWhenItStartsAndWhenItEnds() throws IOException, GeneralSecurityException, InterruptedException {
        String uri = CONFIG_MAPS + "?watch=true&timeoutSeconds=1";
        try (AuditedCluster cluster = AuditedCluster.telling(directory, "rules: [{level: Metadata}]")) {
            HttpResponse<InputStream> watch = cluster.client().open(AuditedCluster.request("GET", uri));
            assertThat(eventsOf(cluster, uri, 2)).extracting(event -> event.path("stage").asText())
                    .containsExactly("RequestReceived", "ResponseStarted");
            watch.body().readAllBytes();

            assertThat(eventsOf(cluster, uri, 3)).last().satisfies(event -> {
                assertThat(event.path("stage").asText()).isEqualTo("ResponseComplete");
                assertThat(event.path("verb").asText()).isEqualTo("watch");
                assertThat(event.at("/responseStatus/code").asInt()).isEqualTo(200);
            });
        }
    }

    @Test
    void leavesOutManagedFieldsWhereThePolicySaysSo()
            throws IOException, GeneralSecurityException, InterruptedException {
        try (AuditedCluster cluster = AuditedCluster.telling(directory, """
                omitStages: [RequestReceived]
                omitManagedFields: true
                rules: [{level: RequestResponse}]
                """)) {
            cluster.send("root", "POST", CONFIG_MAPS, CONFIG_MAP);
            cluster.send("root", "GET", CONFIG_MAPS, "");

            assertThat(eventsOf(cluster, CONFIG_MAPS, 2)).allSatisfy(event -> assertThat(event.path("responseObject"))
                    .isNotEmpty().noneMatch(part -> part.toString().contains("managedFields")));
        }
    }

    @Test
    void fillsBatchesAndKeepsTheOrder() throws IOException, GeneralSecurityException, InterruptedException {
        AuditSettings.Batches small = new AuditSettings.Batches(1_000, 3, Duration.ofMillis(200), Duration.ofMillis(20),
                1_000, 1_000);
        try (AuditedCluster cluster = new AuditedCluster(directory, """
                omitStages: [RequestReceived]
                rules: [{level: Metadata, namespaces: [default]}]
                """, small)) {
            for (int i = 0; i < 10; i++) {
                cluster.send("root", "GET", CONFIG_MAPS + "/" + i, "");
            }

            await().until(() -> cluster.receiver().events().size() == 10);
            assertThat(cluster.receiver().events()).extracting(event -> event.at("/objectRef/name").asText())
                    .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
            assertThat(cluster.receiver().batches()).allMatch(batch -> batch.path("items").size() <= 3);
        }
    }

    @Test
    void answersRequestsAndCountsWhatIsLostWhileTheReceiverIsAway()
            throws IOException, GeneralSecurityException, InterruptedException {
        AuditSettings.Batches tiny = new AuditSettings.Batches(5, 2, Duration.ofMillis(10), Duration.ofMillis(10),
                1_000, 1_000);
        try (AuditedCluster cluster = new AuditedCluster(directory, "rules: [{level: Metadata, verbs: [create]}]",
                tiny)) {
            cluster.receiver().answers(503);
            for (int i = 0; i < 50; i++) {
                assertThat(cluster.send("root", "POST", CONFIG_MAPS, CONFIG_MAP.replace("\"a\"", "\"a" + i + "\""))
                        .status()).isEqualTo(201);
            }
            await("undelivered events are counted")
                    .until(() -> cluster.metric("apiserver_audit_error_total{plugin=\"webhook\"}") > 0);
            assertThat(cluster.metric("apiserver_audit_event_total")).isEqualTo(100);
            assertThat(cluster.metric("apiserver_audit_error_total{plugin=\"buffered\"}")).isPositive();

            cluster.receiver().answers(200);
            cluster.send("root", "POST", CONFIG_MAPS, CONFIG_MAP);
            await("what happens after the receiver is back arrives").until(() -> cluster.receiver().events().stream()
                    .anyMatch(event -> event.at("/objectRef/name").asText().equals("a")));
            long lost = cluster.metric("apiserver_audit_error_total{plugin=\"buffered\"}")
                    + cluster.metric("apiserver_audit_error_total{plugin=\"webhook\"}");
            await("each event arrived or was counted as lost")
                    .untilAsserted(() -> assertThat(cluster.receiver().events()).hasSize(102 - (int) lost));
        }
    }
}
