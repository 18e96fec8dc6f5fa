package dev.plumbline.messaging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

import dev.plumbline.contracts.Topic;

/// Creates the topics of the contract that are missing, and tells how many partitions they have.
///
/// Every service calls it at start, so that none depends on another having started; existing topics stay as they are.
final class Topics {
    private static final String MAX_RECORD_BYTES = Integer.toString(8 * 1024 * 1024 + 64 * 1024);

    private final Admin admin;

    Topics(Admin admin) {
        this.admin = admin;
    }

    /// Creates what is missing.
    ///
    /// @param partitions for new topics; divides 256
    /// @return the partition count of the installation
    /// @throws TopicsUnreachableException when the broker cannot be asked
    /// @throws IllegalStateException when the topics differ in their partition counts
    int ensure(int partitions, short replicationFactor) throws InterruptedException {
        try {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing = Stream.of(Topic.values())
                    .filter(topic -> !present.contains(topic.topicName()))
                    .map(topic -> newTopic(topic, partitions, replicationFactor)).toList();
            for (Map.Entry<String, KafkaFuture<Void>> creation : admin.createTopics(missing)
                    .values().entrySet()) {
                awaitCreation(creation.getValue());
            }
            return commonPartitionCount();
        } catch (ExecutionException e) {
            throw new TopicsUnreachableException("The Kafka broker cannot be asked for its topics: "
                    + e.getCause(), e);
        }
    }

    private static void awaitCreation(KafkaFuture<Void> creation)
            throws ExecutionException, InterruptedException {
        try {
            creation.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private int commonPartitionCount() throws ExecutionException, InterruptedException {
        List<String> names = Stream.of(Topic.values()).map(Topic::topicName).toList();
        Map<String, Integer> counts = new HashMap<>();
        admin.describeTopics(names).allTopicNames().get()
                .forEach((name, description) -> counts.put(name, description.partitions().size()));
        Set<Integer> distinct = Set.copyOf(counts.values());
        if (distinct.size() != 1) {
            throw new IllegalStateException(
                    "The topics of Plumbline must have the same number of partitions: " + counts);
        }
        return distinct.iterator().next();
    }

    private static NewTopic newTopic(Topic topic, int partitions, short replicationFactor) {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_RECORD_BYTES);
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG,
                topic.isCompacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
        topic.retention().ifPresent(
                kept -> configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis())));
        return new NewTopic(topic.topicName(), partitions, replicationFactor).configs(configs);
    }
}
