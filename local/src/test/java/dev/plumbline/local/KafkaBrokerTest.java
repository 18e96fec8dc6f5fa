package dev.plumbline.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The broker's process against Kafka's own client.
class KafkaBrokerTest {
    private static final TopicPartition EVENTS = new TopicPartition("events", 0);

    @TempDir
    Path directory;

    @Test
    void keepsCommittedRecordsOverKillAndDropsAborted() throws Exception {
        int port;
        try (KafkaBroker broker = KafkaBroker.start(directory.resolve("kafka"), 0)) {
            port = broker.port();
            createTopic(broker);
            try (KafkaProducer<String, String> producer = producer(broker)) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("events", "a", "committed")).get();
                producer.commitTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("events", "a", "aborted")).get();
                producer.abortTransaction();
            }
            broker.kill();
        }

        try (KafkaBroker again = KafkaBroker.start(directory.resolve("kafka"), port)) {
            assertThat(again.bootstrap()).isEqualTo("127.0.0.1:" + port);
            assertThat(readCommitted(again)).containsExactly("committed");
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> KafkaBroker.start(directory.resolve("kafka"), port))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + port + " is in use");
        }
    }

    @Test
    void showsTheLastLinesWhenItCannotStart() throws IOException {
        Path notADirectory = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> KafkaBroker.start(notADirectory, 0)).isInstanceOf(IOException.class)
                .hasMessageContaining("did not start").hasMessageContaining("FileAlreadyExistsException");
    }

    private static void createTopic(KafkaBroker broker) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(EVENTS.topic(), 1, (short) 1))).all().get();
        }
    }

    private static KafkaProducer<String, String> producer(KafkaBroker broker) {
        return new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "test"),
                new StringSerializer(), new StringSerializer());
    }

    private static List<String> readCommitted(KafkaBroker broker) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", "read_committed"),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(EVENTS));
            consumer.seekToBeginning(List.of(EVENTS));
            long end = consumer.endOffsets(List.of(EVENTS)).getOrDefault(EVENTS, 0L);
            List<String> values = new ArrayList<>();
            while (consumer.position(EVENTS) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(received -> values.add(received.value()));
            }
            return values;
        }
    }
}
