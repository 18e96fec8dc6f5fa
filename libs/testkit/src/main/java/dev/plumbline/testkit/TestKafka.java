package dev.plumbline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import org.testcontainers.kafka.KafkaContainer;

import dev.plumbline.local.KafkaBroker;

/// A Kafka broker for the tests of this JVM: from a container where a Docker engine answers, else a local process.
///
/// Shared: a test uses topics and groups of its own. Topics are not created by use.
///
/// @param bootstrap `host:port`
public record TestKafka(String bootstrap) {
    private static final String IMAGE = "apache/kafka:4.1.1";
    /// As the local broker: records of 8 MiB, and room for headers and framing.
    private static final String MAX_MESSAGE_BYTES = Integer.toString(8 * 1024 * 1024 + 256 * 1024);

    /// The broker, started at the first call.
    public static TestKafka shared() {
        return Shared.BROKER;
    }

    private static TestKafka start() {
        return DockerEngine.answers() ? inContainer() : asProcess();
    }

    @SuppressWarnings("resource") // Testcontainers removes the container when the JVM ends
    private static TestKafka inContainer() {
        KafkaContainer container = new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", MAX_MESSAGE_BYTES)
                .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", MAX_MESSAGE_BYTES)
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        container.start();
        return new TestKafka(container.getBootstrapServers());
    }

    private static TestKafka asProcess() {
        Path directory = TestDirectories.create("kafka");
        try {
            KafkaBroker broker = KafkaBroker.start(directory.resolve("kafka"), 0);
            TestDirectories.atTheEnd(broker, directory);
            return new TestKafka(broker.bootstrap());
        } catch (IOException e) {
            throw new UncheckedIOException("The tests' broker does not start", e);
        }
    }

    private static final class Shared {
        static final TestKafka BROKER = start();
    }
}
