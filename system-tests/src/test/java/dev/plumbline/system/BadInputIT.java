package dev.plumbline.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.plumbline.contracts.Shard;
import dev.plumbline.contracts.Topic;
import dev.plumbline.testkit.TestStack;

import static dev.plumbline.system.Manifests.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What is wrong is said where its owner looks, and everything else goes on.
class BadInputIT {
    private static TestStack stack;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stack = TestStack.shared();
        stack.declare("steady", "", Map.of("settings.yaml", configMap("settings", "red")));
    }

    @Test
    void aBrokenManifestIsNamedWithItsLineAndTheLastSnapshotStays() throws IOException {
        stack.declare("broken", "", Map.of("settings.yaml", configMap("settings", "red")));

        stack.push("Break it", Map.of("apps/broken/settings.yaml", "apiVersion: v1\nkind: ConfigMap\n  bad: [\n"));

        assertThat(stack.awaitSync("broken", "Failed").path("error").asText()).contains("apps/broken/settings.yaml:");
        assertThat(stack.cluster().get("/api/v1/namespaces/broken/configmaps/settings").at("/data/colour").asText())
                .isEqualTo("red");
        stack.push("Mend it", Map.of("apps/broken/settings.yaml", configMap("settings", "blue")));
        stack.awaitSync("broken", "Synced");
        othersGoOn();
    }

    @Test
    void aBrokenFleetDocumentKeepsItsLastGoodSpec() throws IOException {
        stack.declare("careless", "", Map.of("settings.yaml", configMap("settings", "red")));

        stack.push("Break the declaration", Map.of("applications/careless.yaml",
                TestStack.application("careless", "  drift: {policy: perhaps}\n")));

        await().untilAsserted(() -> assertThat(stack.audit().get("fleet").path("error").asText())
                .contains("applications/careless.yaml:").contains("perhaps"));
        assertThat(stack.cluster().get("/api/v1/namespaces/careless/configmaps/settings").at("/data/colour").asText())
                .isEqualTo("red");
        stack.push("Mend the declaration", Map.of("applications/careless.yaml", TestStack.application("careless", "")));
        await().untilAsserted(() -> assertThat(stack.audit().get("fleet").path("sync").asText()).isEqualTo("Synced"));
        othersGoOn();
    }

    @Test
    void aBadKustomizationAndAnUnknownKindAreNamed() throws IOException {
        stack.push("Declare two that cannot be", Map.of(
                "applications/nokustomize.yaml", TestStack.application("nokustomize", ""),
                "apps/nokustomize/kustomization.yaml", "resources: [missing.yaml]\n",
                "applications/nokind.yaml", TestStack.application("nokind", ""),
                "apps/nokind/gadget.yaml", "apiVersion: example.com/v1\nkind: Gadget\nmetadata: {name: g}\n"));

        assertThat(stack.awaitSync("nokustomize", "Failed").path("error").asText()).contains("missing.yaml");
        await().untilAsserted(() -> assertThat(stack.audit().application("nokind").path("error").asText())
                .contains("Gadget"));
        othersGoOn();
    }

    @Test
    void aClearTextSecretIsRejected() throws IOException {
        stack.push("Declare a secret", Map.of("applications/open.yaml", TestStack.application("open", ""),
                "apps/open/secret.yaml", """
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: s}
                        stringData: {word: not-a-secret}
                        """));

        assertThat(stack.awaitSync("open", "Failed").path("error").asText()).contains("apps/open/secret.yaml:")
                .doesNotContain("not-a-secret");
    }

    @Test
    void aWebhookWithABadSignatureIsRefused() throws IOException, InterruptedException {
        assertThat(stack.webhook(stack.fleet().head(), "wrong")).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(value = Topic.class, names = {"COMMITS", "APPLICATIONS", "RENDER_REQUESTS", "DESIRED", "PLANS",
            "APPLIED",
            "CHANGES", "COMMANDS"})
    void aPoisonedRecordStopsNothing(Topic topic) throws IOException, ExecutionException, InterruptedException {
        String key = topic == Topic.COMMITS ? "https://poison.example.com/x#main" : "poison";
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.endpoints().kafka()), new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.topicName(), Shard.partition(topic, key, 8), key,
                    "{poison".getBytes(StandardCharsets.UTF_8))).get();
        }

        await().untilAsserted(() -> assertThat(stack.audit().items("dead-letters?limit=500"))
                .anySatisfy(letter -> assertThat(letter.path("sourceTopic").asText()).isEqualTo(topic.topicName())));
        othersGoOn();
    }

    private static void othersGoOn() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        String colour = "c" + System.nanoTime();
        files.put("apps/steady/settings.yaml", configMap("settings", colour));
        stack.push("Repaint", files);
        await().untilAsserted(() -> assertThat(
                stack.cluster().get("/api/v1/namespaces/steady/configmaps/settings").at("/data/colour").asText())
                .isEqualTo(colour));
    }
}
