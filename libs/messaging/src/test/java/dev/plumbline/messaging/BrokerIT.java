package dev.plumbline.messaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.contracts.Approval;
import dev.plumbline.contracts.Command;
import dev.plumbline.contracts.Topic;
import dev.plumbline.local.KafkaBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// The habits against a real broker: transactions, fencing, tables, records that are not of the contract.
class BrokerIT {
    private static final int PARTITIONS = 4;
    private static final Instant AT = Instant.parse("2026-11-24T14:02:11Z");
    private static final EventCodec CODEC = new EventCodec("test", () -> AT);

    @TempDir
    static Path data;
    private static KafkaBroker server;
    private static Broker broker;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = KafkaBroker.start(data.resolve("kafka"), 0);
        broker = new Broker(server.bootstrap(), PARTITIONS, (short) 1);
        broker.awaitTopics();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void topicsThatExistStayAsTheyAre() throws InterruptedException {
        assertThat(new Broker(server.bootstrap(), 64, (short) 1).awaitTopics()).isEqualTo(PARTITIONS);
    }

    @Test
    void tablesSeeWhatWasCommittedAndNothingElse() {
        try (Producer<String, byte[]> producer = producer("committed")) {
            Outbox outbox = new Outbox(initialised(producer), CODEC);
            Approval first = approval("shop", "first");
            Approval second = approval("shop", "second");

            outbox.transact(List.of(new Outgoing.Publish(first), new Outgoing.Publish(second)));
            assertThatThrownBy(() -> outbox.transact(List.of(new Outgoing.Publish(approval("shop", "never")),
                    new Outgoing.Publish(approval("shop", "x".repeat(6_000_000))))))
                    .isInstanceOf(TransactionAbortedException.class);
            outbox.transact(List.of(new Outgoing.Remove(Topic.HOLDS, "gone/@approval")));

            try (Reading reading = new Reading(Topic.HOLDS)) {
                await().untilAsserted(() -> assertThat(reading.read).containsExactlyInAnyOrder(0, 1, 2, 3));
                assertThat(reading.events("shop/@approval")).containsExactly(first, second);
                assertThat(reading.records).anyMatch(record -> record instanceof Incoming.Tombstone(var _, String key)
                        && key.equals("gone/@approval"));
            }
        }
    }

    @Test
    void aSecondInstanceFencesTheFirst() {
        try (Producer<String, byte[]> former = producer("fenced"); Producer<String, byte[]> next = producer("fenced")) {
            Outbox first = new Outbox(initialised(former), CODEC);
            Outbox second = new Outbox(initialised(next), CODEC);
            first.transact(List.of(new Outgoing.Publish(approval("fence", "1"))));
            second.transact(List.of(new Outgoing.Publish(approval("fence", "2"))));

            assertThatThrownBy(() -> first.transact(List.of(new Outgoing.Publish(approval("fence", "3")))))
                    .isInstanceOf(FencedException.class);
        }
    }

    @Test
    void aRecordThatIsNotOfTheContractNamesItsOrigin() {
        try (Producer<String, byte[]> producer = producer("poison")) {
            Outbox outbox = new Outbox(initialised(producer), CODEC);
            outbox.transact(List.of(new Outgoing.Publish(
                    new Command("c1", "poison", Command.Kind.SYNC, "ana", "now", null, AT))));
            producer.beginTransaction();
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(Topic.COMMANDS.topicName(), 0, "poison",
                    "{".getBytes(StandardCharsets.UTF_8)));
            producer.commitTransaction();
            assertThat(sent).isDone();

            try (Reading reading = new Reading(Topic.COMMANDS)) {
                await().untilAsserted(() -> assertThat(reading.records)
                        .anyMatch(record -> record instanceof Incoming.Undecodable bad
                                && bad.origin().toString().startsWith("plumbline.commands.v1/0@")));
                await().untilAsserted(() -> assertThat(reading.events("poison")).hasSize(1));
            }
        }
    }

    @Test
    void lostPartitionsAreForgottenAndGainedOnesReadAnew() {
        try (Producer<String, byte[]> producer = producer("rebalance")) {
            new Outbox(initialised(producer), CODEC).transact(List.of(new Outgoing.Publish(approval("moved", "1"))));

            try (Reading reading = new Reading(Topic.HOLDS)) {
                await().untilAsserted(() -> assertThat(reading.events("moved/@approval")).hasSize(1));
                reading.tables.own(Set.of());
                await().untilAsserted(() -> assertThat(reading.lost).containsExactlyInAnyOrder(0, 1, 2, 3));
                reading.tables.own(Set.of(0, 1, 2, 3));
                await().untilAsserted(() -> assertThat(reading.events("moved/@approval")).hasSize(2));
            }
        }
    }

    @Test
    void everyLossWasToldWhenTheTablesAreForgotten() throws InterruptedException {
        try (Reading reading = new Reading(Topic.HOLDS)) {
            await().untilAsserted(() -> assertThat(reading.read).containsExactlyInAnyOrder(0, 1, 2, 3));

            reading.tables.forget();
            assertThat(reading.lost).containsExactlyInAnyOrder(0, 1, 2, 3);
            reading.tables.forget();
            assertThat(reading.lost).hasSize(4);
            reading.tables.own(Set.of(1));
            await().untilAsserted(() -> assertThat(reading.read).hasSize(5));
            reading.tables.close();
            reading.tables.forget();
        }
    }

    private static Approval approval(String application, String reason) {
        return new Approval(application, "0123", "ana", reason, AT);
    }

    private static Supplier<Producer<String, byte[]>> initialised(Producer<String, byte[]> producer) {
        return () -> {
            producer.initTransactions();
            return producer;
        };
    }

    private static Producer<String, byte[]> producer(String transactionalId) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, server.bootstrap(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4_259_840),
                new StringSerializer(), new ByteArraySerializer());
    }

    /// All partitions of one topic, as a service's tables see them.
    private static final class Reading implements Tables.Listener, AutoCloseable {
        private final Queue<Incoming> records = new ConcurrentLinkedQueue<>();
        private final Queue<Integer> read = new ConcurrentLinkedQueue<>();
        private final Queue<Integer> lost = new ConcurrentLinkedQueue<>();
        private final Tables tables;

        Reading(Topic topic) {
            this.tables = new Tables("test", broker.tableConsumer(), Set.of(topic),
                    new Decoder("test", CODEC, () -> AT, PARTITIONS), this);
            tables.own(Set.of(0, 1, 2, 3));
        }

        List<Object> events(String key) {
            return records.stream()
                    .filter(record -> record instanceof Incoming.Decoded decoded && decoded.key().equals(key))
                    .map(record -> (Object) ((Incoming.Decoded) record).event()).toList();
        }

        @Override
        public void onRecord(Incoming record) {
            records.add(record);
        }

        @Override
        public void onRead(int partition) {
            read.add(partition);
        }

        @Override
        public void onLost(int partition) {
            lost.add(partition);
        }

        @Override
        public void close() {
            tables.close();
        }
    }
}
