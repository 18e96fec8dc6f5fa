package dev.plumbline.messaging;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/// A Kafka broker, reached without a channel: for creating the topics and for reading tables.
///
/// @param bootstrapServers `host:port,…`
/// @param partitions of topics that are created; divides 256
/// @param replicationFactor of topics that are created
public record Broker(String bootstrapServers, int partitions, short replicationFactor) {
    private static final Logger LOG = Logger.getLogger(Broker.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MAX_FETCH_BYTES = 8 * 1024 * 1024;

    /// Waits until the broker answers, creates the topics that are missing, and tells the partition count of all.
    public int awaitTopics() throws InterruptedException {
        boolean told = false;
        while (true) {
            try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                    AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500))) {
                return new Topics(admin).ensure(partitions, replicationFactor);
            } catch (TopicsUnreachableException e) {
                if (!told) {
                    LOG.infof("waiting for the Kafka broker servers=%s error=%s", bootstrapServers, e.getMessage());
                    told = true;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /// A consumer for [Tables]: no group, committed records only, unread topics from their beginning.
    public Consumer<String, byte[]> tableConsumer() {
        return new KafkaConsumer<>(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_FETCH_BYTES,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500), new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
