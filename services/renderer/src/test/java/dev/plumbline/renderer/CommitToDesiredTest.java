package dev.plumbline.renderer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationRemoved;
import dev.plumbline.contracts.Checkpoint;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.RepositoryUrl;
import dev.plumbline.contracts.SnapshotMarker;
import dev.plumbline.contracts.Topic;
import dev.plumbline.messaging.Broker;
import dev.plumbline.messaging.Decoder;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Outbox;
import dev.plumbline.messaging.Outgoing;
import dev.plumbline.messaging.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The whole service between commits in a real broker, a mirror on disk, and the desired state that others see.
@QuarkusTest
@QuarkusTestResource(KafkaAndMirror.class)
class CommitToDesiredTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final EventCodec CODEC = new EventCodec("git-watcher", Instant::now);
    private static final String APPLICATION = """
            apiVersion: plumbline.dev/v1
            kind: Application
            metadata: {name: shop}
            spec: {source: {path: shop}, target: {namespace: shop}}
            """;

    private final Map<String, Event> table = new ConcurrentHashMap<>();
    private final Broker broker;
    private final URI service;
    private final Path mirrors;

    @TempDir
    Path directory;

    CommitToDesiredTest() {
        Config config = ConfigProvider.getConfig();
        broker = new Broker(config.getValue("PLUMBLINE_KAFKA", String.class), 8, (short) 1);
        service = URI.create("http://127.0.0.1:" + config.getValue("quarkus.http.test-port", String.class) + "/");
        mirrors = Path.of(URI.create(config.getValue("PLUMBLINE_MIRRORS", String.class)));
    }

    @Test
    void followsAFleetFromItsFirstCommit() throws Exception {
        Path mirror = mirrors.resolve(RepositoryUrl.mirrorId(KafkaAndMirror.FLEET));
        try (Tables _ = follow();
                KafkaProducer<String, byte[]> producer = producer();
                Repository fleet = new Repository(directory.resolve("work"), mirror, KafkaAndMirror.FLEET)) {
            producer.initTransactions();
            Outbox outbox = new Outbox(() -> producer, CODEC);
            assertThat(ready()).isEqualTo(503);

            CommitObserved first = fleet.commit("ada", "first", Map.of("apps/shop.yaml", APPLICATION,
                    "shop/a.yaml", configMap("a", "1"), "shop/b.yaml", configMap("b", "1")));
            tell(outbox, first);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(marker()).map(SnapshotMarker::revision)
                    .contains(first.commit()));
            assertThat(resource("a").manifest().at("/metadata/namespace").textValue()).isEqualTo("shop");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ready()).isEqualTo(200));

            CommitObserved second = fleet.commit("grace", "second", Map.of("shop/b.yaml", configMap("b", "2")));
            CommitObserved elsewhere = fleet.commit("grace", "docs", Map.of("docs/readme.md", "hello"));
            tell(outbox, second, elsewhere);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(marker()).map(SnapshotMarker::revision)
                    .contains(second.commit()));
            assertThat(resource("a").provenance().author().name()).isEqualTo("ada");
            assertThat(resource("b").provenance().author().name()).isEqualTo("grace");

            CommitObserved broken = fleet.commit("eve", "broken", Map.of("shop/b.yaml", "kind: [", "shop/a.yaml", ""));
            tell(outbox, broken);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(outcome("shop")).hasValueSatisfying(outcome -> {
                assertThat(outcome.result()).isEqualTo(RenderOutcome.Result.FAILED);
                assertThat(outcome.errors().getFirst().toString()).startsWith("shop/b.yaml:1: ");
            }));
            assertThat(marker()).map(SnapshotMarker::revision).contains(second.commit());

            CommitObserved mended = fleet.commit("ada", "mended", Map.of("shop/b.yaml", configMap("b", "2")));
            tell(outbox, mended);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(marker()).map(SnapshotMarker::revision)
                    .contains(mended.commit()));
            assertThat(table).doesNotContainKey("shop//ConfigMap/shop/a");
            assertThat(outcome("shop")).map(RenderOutcome::result).contains(RenderOutcome.Result.RENDERED);

            outbox.transact(List.of(new Outgoing.Publish(
                    new Checkpoint(KafkaAndMirror.FLEET, "main", mended, "host is away", Instant.now()))));
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(outcome(ApplicationDeclared.FLEET).orElseThrow().errors().toString())
                        .contains("host is away");
                assertThat(outcome("shop").orElseThrow().errors().toString()).contains("host is away");
            });
            outbox.transact(List.of(new Outgoing.Publish(
                    new Checkpoint(KafkaAndMirror.FLEET, "main", mended, null, Instant.now()))));
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(outcome(ApplicationDeclared.FLEET)).map(RenderOutcome::result)
                        .contains(RenderOutcome.Result.RENDERED);
                assertThat(outcome("shop")).map(RenderOutcome::result).contains(RenderOutcome.Result.RENDERED);
            });

            CommitObserved misspelt = fleet.commit("eve", "misspelt",
                    Map.of("apps/shop.yaml", APPLICATION + "status: {}\nspce: {}\n", "shop/b.yaml",
                            configMap("b", "3")));
            tell(outbox, misspelt);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(marker()).map(SnapshotMarker::revision).contains(misspelt.commit());
                assertThat(outcome("shop").orElseThrow().errors().toString()).contains("apps/shop.yaml:6",
                        "/spce is no");
                assertThat(outcome(ApplicationDeclared.FLEET).orElseThrow().errors()).hasSize(1);
            });

            CommitObserved renamed = fleet.commit("ada", "renamed",
                    Map.of("apps/shop.yaml", APPLICATION.replace("name: shop", "name: store")));
            tell(outbox, renamed);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(table.get("shop")).isInstanceOf(ApplicationRemoved.class);
                assertThat(table.get("store")).isInstanceOf(ApplicationDeclared.class);
                assertThat(table).containsKey(SnapshotMarker.key("store"));
            });
        }
    }

    private Tables follow() throws InterruptedException {
        int count = broker.awaitTopics();
        Tables tables = new Tables("test", broker.tableConsumer(), Set.of(Topic.APPLICATIONS, Topic.DESIRED),
                new Decoder("test", CODEC, Instant::now, count), new Tables.Listener() {
                    @Override
                    public void onRecord(Incoming record) {
                        switch (record) {
                            case Incoming.Decoded decoded -> table.put(decoded.key(), decoded.event());
                            case Incoming.Tombstone tombstone -> table.remove(tombstone.key());
                            case Incoming.Foreign _,Incoming.Undecodable _ -> table.clear();
                        }
                    }

                    @Override
                    public void onRead(int partition) {
                        assertThat(partition).isLessThan(count);
                    }

                    @Override
                    public void onLost(int partition) {
                        table.clear();
                    }
                });
        tables.own(IntStream.range(0, count).boxed().collect(Collectors.toSet()));
        return tables;
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test"),
                new StringSerializer(), new ByteArraySerializer());
    }

    private static void tell(Outbox outbox, CommitObserved... commits) {
        for (CommitObserved commit : commits) {
            outbox.transact(List.of(new Outgoing.Publish(commit), new Outgoing.Publish(
                    new Checkpoint(commit.repository(), commit.ref(), commit, null, Instant.now()))));
        }
    }

    private Optional<SnapshotMarker> marker() {
        return table.get(SnapshotMarker.key("shop")) instanceof SnapshotMarker marker
                ? Optional.of(marker)
                : Optional.empty();
    }

    private Optional<RenderOutcome> outcome(String application) {
        return table.get(RenderOutcome.key(application)) instanceof RenderOutcome outcome
                ? Optional.of(outcome)
                : Optional.empty();
    }

    private DesiredResource resource(String name) {
        if (table.get("shop//ConfigMap/shop/" + name) instanceof DesiredResource resource) {
            return resource;
        }
        throw new AssertionError(name + " is not desired; there are " + table.keySet());
    }

    private int ready() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(service.resolve("q/health/ready")).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static String configMap(String name, String value) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s}
                data: {key: "%s"}
                """.formatted(name, value);
    }
}
