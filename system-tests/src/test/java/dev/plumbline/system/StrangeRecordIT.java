package dev.plumbline.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Shard;
import dev.plumbline.contracts.Topic;
import dev.plumbline.testkit.TestStack;

import static dev.plumbline.system.Manifests.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Records of a newer version, or ones that contradict each other, against what becomes of the Application that they are
/// about and of all others.
class StrangeRecordIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTITIONS = 8;
    private static final Duration READ = Duration.ofMillis(200);
    private static TestStack stack;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stack = TestStack.shared();
        stack.declare("strange", "", Map.of("settings.yaml", configMap("settings", "red")));
        stack.cluster().patch("/api/v1/namespaces/strange/configmaps/settings", "{\"data\": {\"colour\": \"pink\"}}");
        await().untilAsserted(() -> assertThat(stack.audit().all("drift?application=strange")).isNotEmpty());
        stack.awaitSync("strange", "Synced");
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void anEventOfANewerVersionIsPassedOver(Topic topic) throws Exception {
        int letters = stack.audit().all("dead-letters?limit=500").size();

        send(topic, "strange", "{\"what\": \"nobody knows\"}", "dev.plumbline.invented.later.v1");

        strangeGoesOn();
        assertThat(stack.audit().all("dead-letters?limit=500")).hasSize(letters);
    }

    @ParameterizedTest
    @EnumSource(value = Topic.class, names = {"COMMITS", "CHECKPOINTS", "APPLICATIONS", "DESIRED", "PLANS", "APPLIED",
            "CHANGES", "DRIFT", "STATUS"})
    void aRecordOfANewerSchemaIsReadWithoutItsNewFields(Topic topic) throws Exception {
        int letters = stack.audit().all("dead-letters?limit=500").size();
        int changes = stack.audit().all("changes?application=strange").size();

        sendAgain(last(topic, topic == Topic.COMMITS || topic == Topic.CHECKPOINTS ? "" : "strange"), body -> {
            body.putObject("inventedLater").put("with", 1);
            return body;
        });

        assertThat(stack.audit().all("changes?application=strange")).hasSize(changes);
        strangeGoesOn();
        assertThat(stack.audit().all("dead-letters?limit=500")).hasSize(letters);
    }

    @Test
    void aSnapshotThatDoesNotMatchItsMarkerIsUnknownAndPrunesNothing() throws Exception {
        stack.declare("half", "", Map.of("a.yaml", configMap("a", "red"), "b.yaml", configMap("b", "red")));
        ConsumerRecord<String, byte[]> marker = last(Topic.DESIRED, "half/@snapshot");

        sendAgain(marker, body -> {
            ((ObjectNode) body.path("resources").path(0)).put("digest", "v1:of-something-else");
            return body;
        });

        assertThat(stack.awaitSync("half", "Unknown").path("error").asText()).isNotBlank();
        assertThat(stack.cluster().get("/api/v1/namespaces/half/configmaps/b").at("/data/colour").asText())
                .isEqualTo("red");
        strangeGoesOn();
        stack.push("Repaint", Map.of("apps/half/a.yaml", configMap("a", "blue")));
        stack.awaitSync("half", "Synced");
        assertThat(stack.cluster().get("/api/v1/namespaces/half/configmaps/a").at("/data/colour").asText())
                .isEqualTo("blue");
        assertThat(stack.audit().all("changes?application=half&operation=delete")).isEmpty();
    }

    /// The newest record whose key begins so.
    private static ConsumerRecord<String, byte[]> last(Topic topic, String key) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.endpoints().kafka(), "isolation.level", "read_committed"),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Optional<ConsumerRecord<String, byte[]>> found = Optional.empty();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(READ)) {
                    if (record.value() != null && record.key().startsWith(key)) {
                        found = Optional.of(record);
                    }
                }
            }
            return found.orElseThrow(() -> new AssertionError("No record of " + key + " is in " + topic));
        }
    }

    private static void sendAgain(ConsumerRecord<String, byte[]> record, UnaryOperator<ObjectNode> changed)
            throws IOException, ExecutionException, InterruptedException {
        byte[] body = JSON.writeValueAsBytes(changed.apply((ObjectNode) JSON.readTree(record.value())));
        send(new ProducerRecord<>(record.topic(), record.partition(), record.key(), body, record.headers()));
    }

    private static void send(Topic topic, String key, String body, String type)
            throws ExecutionException, InterruptedException {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.topicName(),
                Shard.partition(topic, key, PARTITIONS), key, body.getBytes(StandardCharsets.UTF_8));
        Map.of("ce_specversion", "1.0", "ce_id", UUID.randomUUID().toString(), "ce_source", "/plumbline/later",
                "ce_type", type)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        send(record);
    }

    private static void send(ProducerRecord<String, byte[]> record) throws ExecutionException, InterruptedException {
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.endpoints().kafka()), new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private static void strangeGoesOn() throws IOException {
        String colour = "c" + System.nanoTime();
        String commit = stack.push("Repaint", Map.of("apps/strange/settings.yaml", configMap("settings", colour)));
        await().untilAsserted(() -> assertThat(stack.audit().all("changes?application=strange&commit=" + commit))
                .hasSize(1));
        await().untilAsserted(() -> assertThat(
                stack.cluster().get("/api/v1/namespaces/strange/configmaps/settings").at("/data/colour").asText())
                .isEqualTo(colour));
        stack.awaitSync("strange", "Synced");
    }
}
