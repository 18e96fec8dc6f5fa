package dev.plumbline.differ;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.ApplicationStatus;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.DeadLetter;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.contracts.Shard;
import dev.plumbline.contracts.SnapshotMarker;
import dev.plumbline.contracts.Topic;
import dev.plumbline.manifests.FieldPath;
import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.ManifestDigest;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Outgoing;

import static org.assertj.core.api.Assertions.assertThat;

/// The service on a real broker: the test plays renderer, applier and cluster.
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit fill the fields
class DifferFlowTest {
    private static final int PARTITIONS = 8;
    private static final ResourceId SETTINGS = new ResourceId("", "ConfigMap", "shop", "settings");
    private static final Provenance ANA = new Provenance("c1", new Person("Ana", "ana@example.com"), "why",
            Instant.EPOCH);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    ListAndWatchServer cluster;

    private final EventCodec codec = new EventCodec("test", Clock.systemUTC());
    private final List<Incoming> read = new ArrayList<>();
    private KafkaProducer<String, byte[]> producer;
    private KafkaConsumer<String, byte[]> consumer;

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap), new StringSerializer(),
                new ByteArraySerializer());
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", bootstrap));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (Topic topic : List.of(Topic.PLANS, Topic.DRIFT, Topic.STATUS, Topic.DEAD_LETTERS)) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                all.add(new TopicPartition(topic.topicName(), partition));
            }
        }
        consumer.assign(all);
    }

    @AfterEach
    void disconnect() {
        producer.close();
        consumer.close();
    }

    private void publish(Event event) throws Exception {
        producer.send(codec.encode(new Outgoing.Publish(event), PARTITIONS)).get();
    }

    private <E extends Event> E await(Class<E> type, Predicate<E> wanted) {
        Instant end = Instant.now().plusSeconds(20);
        int next = 0;
        while (Instant.now().isBefore(end)) {
            while (next < read.size()) {
                if (read.get(next++) instanceof Incoming.Decoded decoded && type.isInstance(decoded.event())
                        && wanted.test(type.cast(decoded.event()))) {
                    return type.cast(decoded.event());
                }
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                read.add(codec.decode(record, PARTITIONS));
            }
        }
        throw new AssertionError("No such " + type.getSimpleName() + " came, but " + read.stream()
                .map(record -> record instanceof Incoming.Decoded decoded ? decoded.event() : record).toList());
    }

    private void declare(String application) throws Exception {
        ApplicationSpec spec = new ApplicationSpec("default",
                new ApplicationSpec.Source("https://git.example.com/shop.git", "main", ".", null),
                new ApplicationSpec.Render(ApplicationSpec.RenderKind.PLAIN, Map.of()),
                new ApplicationSpec.Target("local", "shop", false),
                new ApplicationSpec.Sync(ApplicationSpec.SyncMode.AUTO, true, false, ApplicationSpec.OnRemoval.ORPHAN,
                        10),
                new ApplicationSpec.Drift(ApplicationSpec.DriftPolicy.CORRECT, List.of()));
        publish(new ApplicationDeclared(application, spec, "s1", new SourcePosition("fleet.yaml", 1), ANA));
    }

    private void commit(String application, ObjectNode manifest) throws Exception {
        ResourceId id = ResourceId.of(manifest);
        String digest = ManifestDigest.of(manifest);
        publish(new DesiredResource(application, id, "v1", manifest, digest, new SourcePosition("a.yaml", 1), ANA));
        publish(new SnapshotMarker(application, "local", "https://git.example.com/shop.git", "main", ".", "s1", "c1",
                "c1", ANA, List.of(new SnapshotMarker.Entry(id, digest))));
    }

    private static ObjectNode configMap(String name) throws Exception {
        return (ObjectNode) JSON
                .readTree("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                        + "\",\"namespace\":\"shop\"},\"data\":{\"a\":\"1\"}}");
    }

    private static ObjectNode live(PlannedOperation operation, String version, String value, String holder)
            throws Exception {
        ObjectNode object = configMap(operation.resource().name());
        object.withObjectProperty("data").put("a", value);
        ObjectNode metadata = object.withObjectProperty("metadata");
        metadata.put("uid", "u1").put("resourceVersion", version);
        metadata.putObject("labels").put(Ownership.APPLICATION_LABEL, operation.application());
        ObjectNode entry = metadata.putArray("managedFields").addObject();
        entry.put("manager", holder).put("operation", "Update").put("time", "2026-11-24T12:00:00Z");
        entry.set("fieldsV1", FieldSet.of(FieldPath.of("data", "a")).toFieldsV1());
        return object;
    }

    private void apply(PlannedOperation operation, String version) throws Exception {
        cluster.sends("/api/v1/configmaps",
                "{\"type\":\"ADDED\",\"object\":" + live(operation, version, "1", "plumbline") + "}");
        ObjectNode values = JSON.createObjectNode();
        values.putObject("data").put("a", "1");
        publish(new Applied(operation.application(), "local", operation.resource(), "v1",
                String.valueOf(operation.digest()), "u1", version,
                FieldSet.of(FieldPath.of("data", "a")).toFieldsV1(), values, operation.plan(), ANA, Instant.now()));
        publish(new Change(Change.id(operation.plan(), 0, operation.resource()), operation.application(), "local",
                operation.resource(), Change.Operation.CREATE, Change.Outcome.APPLIED, operation.cause(),
                operation.plan(), 0, 1, operation.revision(), operation.drift(), ANA, Instant.now(), Instant.now(),
                List.of(), null, false));
    }

    @Test
    void bringsACommitToSyncedAndADriftToItsCorrection() throws Exception {
        declare("flow");
        commit("flow", configMap("settings"));
        PlannedOperation create = await(PlannedOperation.class, it -> it.application().equals("flow"));
        assertThat(create.resource()).isEqualTo(SETTINGS);

        apply(create, "10");
        await(ApplicationStatus.class, it -> it.name().equals("flow") && it.sync() == Sync.SYNCED);

        Instant before = Instant.now();
        cluster.sends("/api/v1/configmaps",
                "{\"type\":\"MODIFIED\",\"object\":" + live(create, "11", "2", "kubectl-edit") + "}");
        DriftEvent.DriftDetected drift = await(DriftEvent.DriftDetected.class,
                it -> it.application().equals("flow"));
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(1));
        assertThat(drift.drift().fields()).singleElement()
                .satisfies(field -> assertThat(field.manager()).isEqualTo("kubectl-edit"));
        PlannedOperation correction = await(PlannedOperation.class, it -> drift.id().equals(it.drift()));

        apply(correction, "12");
        await(DriftEvent.DriftResolved.class, it -> it.id().equals(drift.id())
                && it.resolution() == DriftEvent.Resolution.CORRECTED);
        await(ApplicationStatus.class,
                it -> it.name().equals("flow") && it.sync() == Sync.SYNCED && it.drift().isEmpty());
    }

    @Test
    void sendsAPoisonedRecordToTheDeadLettersAndSaysUnknown() throws Exception {
        declare("poisoned");
        commit("poisoned", configMap("fine"));
        await(PlannedOperation.class, it -> it.application().equals("poisoned"));
        String key = "poisoned//ConfigMap/shop/fine";

        producer.send(new ProducerRecord<>(Topic.DESIRED.topicName(),
                Shard.partition(Topic.DESIRED, key, PARTITIONS), key, new byte[]{1, 2, 3})).get();

        await(DeadLetter.class, it -> key.equals(it.sourceKey()));
        ApplicationStatus status = await(ApplicationStatus.class,
                it -> it.name().equals("poisoned") && it.sync() == Sync.UNKNOWN);
        assertThat(status.errors()).anySatisfy(error -> assertThat(error).contains("plumbline.desired.v1"));
    }
}
