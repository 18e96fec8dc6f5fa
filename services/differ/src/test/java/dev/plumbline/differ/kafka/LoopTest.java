package dev.plumbline.differ.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.contracts.Approval;
import dev.plumbline.contracts.Command;
import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.Topic;
import dev.plumbline.differ.domain.ClusterView;
import dev.plumbline.differ.domain.Differ;
import dev.plumbline.differ.domain.Identity;
import dev.plumbline.differ.domain.Input;
import dev.plumbline.differ.domain.Turn;
import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What the loop writes, as a producer gets it, while its partition is assigned, taken for a moment, and lost.
class LoopTest {
    private static final Instant NOW = Instant.parse("2026-11-24T14:02:11Z");
    private static final Assignment ALL = new Assignment(Set.of(0), new ConsumerGroupMetadata("differ"));
    private static final ClusterView NO_CLUSTER = new ClusterView() {
        @Override
        public void watch(Set<ApiKind> kinds) {
            // Nobody declares anything here.
        }

        @Override
        public void ask(List<Turn.Question> questions) {
            // Nobody declares anything here.
        }
    };

    private final Node broker = new Node(0, "localhost", 9092);
    private final MockProducer<String, byte[]> producer = new MockProducer<>(
            new Cluster("kafka", List.of(broker),
                    List.of(new PartitionInfo(Topic.HOLDS.topicName(), 0, broker, new Node[0], new Node[0])), Set.of(),
                    Set.of()),
            true, null, new StringSerializer(), new ByteArraySerializer());
    private final Loop loop = new Loop(new Differ(new Identity("local", "plumbline")),
            new Outbox(() -> producer, new EventCodec("differ", () -> NOW)), () -> NOW, 1, 100);
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private int offset;

    @BeforeEach
    void start() throws InterruptedException {
        producer.initTransactions();
        thread.start();
        read();
    }

    @AfterEach
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    @Test
    void whatWasDecidedInARebalanceIsWrittenAfterIt() throws InterruptedException {
        loop.assigned(ALL);
        loop.assigned(null);
        approve("c1");
        await().until(() -> loop.waiting() == 0);
        loop.assigned(ALL);

        await().untilAsserted(() -> assertThat(approved()).containsExactly("c1"));
    }

    @Test
    void whatWasDecidedBeforeALossIsNotWrittenAfterIt() throws InterruptedException {
        loop.assigned(ALL);
        loop.assigned(null);
        approve("c1");
        await().until(() -> loop.waiting() == 0);
        approve("c2");
        loop.lost();
        loop.assigned(ALL);
        approve("c3");
        loop.put(new Input.PartitionLost(0));
        loop.forgotten();
        read();
        approve("c4");

        await().untilAsserted(() -> assertThat(approved()).containsExactly("c4"));
    }

    /// The tables of the partition, which hold one Application.
    private void read() throws InterruptedException {
        loop.put(new Input.Row(decoded(Topic.HOLDS, new Approval("shop", "c0", "ana", "first", NOW))));
        loop.put(new Input.PartitionRead(0));
    }

    private void approve(String revision) throws InterruptedException {
        loop.put(new Input.Told(decoded(Topic.COMMANDS,
                new Command("id-" + revision, "shop", Command.Kind.APPROVE, "ana", revision, revision, NOW))));
    }

    private Incoming decoded(Topic topic, Event event) {
        return new Incoming.Decoded(new Incoming.Origin(topic, 0, offset++), event.key(), event, event.eventId(), NOW);
    }

    /// The revisions that were approved, as the reasons say them, of all that was committed.
    private List<String> approved() {
        return producer.history().stream().filter(record -> record.topic().equals(Topic.HOLDS.topicName()))
                .map(record -> new String(record.value(), StandardCharsets.UTF_8)
                        .replaceAll(".*\"reason\":\"(\\w+)\".*", "$1"))
                .toList();
    }

    private void run() {
        try {
            loop.run(NO_CLUSTER);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
