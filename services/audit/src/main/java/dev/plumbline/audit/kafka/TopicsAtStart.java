package dev.plumbline.audit.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import dev.plumbline.contracts.Topic;
import dev.plumbline.messaging.Broker;

/// What Kafka holds when this process starts.
///
/// @param partitions how many partitions each topic has
/// @param topicIds Kafka's ids of the topics, by name
/// @param lastRecords offset of the newest record of each partition that the ledger reads and that has any
public record TopicsAtStart(int partitions, Map<String, String> topicIds, Map<TopicPartition, Long> lastRecords) {
    /// The topics that the ledger reads.
    static final Set<Topic> READ = Set.of(Topic.COMMITS, Topic.APPLICATIONS, Topic.DESIRED, Topic.PLANS,
            Topic.CHANGES, Topic.DRIFT, Topic.STATUS, Topic.COMMANDS, Topic.DEAD_LETTERS);

    public TopicsAtStart {
        topicIds = Map.copyOf(topicIds);
        lastRecords = Map.copyOf(lastRecords);
    }

    /// Waits until the broker answers, creates the topics that are missing, and asks.
    public static TopicsAtStart await(Broker broker) throws InterruptedException {
        int found = broker.awaitTopics();
        try (Consumer<String, byte[]> consumer = broker.tableConsumer()) {
            return new TopicsAtStart(found, topicIds(broker), new LastRecords(consumer).of(partitionsRead(found)));
        }
    }

    private static Map<String, String> topicIds(Broker broker) throws InterruptedException {
        try (Admin admin = Admin
                .create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            Map<String, String> ids = new HashMap<>();
            for (TopicDescription topic : admin.describeTopics(READ.stream().map(Topic::topicName).toList())
                    .allTopicNames().get().values()) {
                ids.put(topic.name(), topic.topicId().toString());
            }
            return ids;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The Kafka broker cannot be asked for its topics: " + e.getCause(), e);
        }
    }

    private static List<TopicPartition> partitionsRead(int partitions) {
        return READ.stream().flatMap(topic -> IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))).toList();
    }
}
