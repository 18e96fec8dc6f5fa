package dev.plumbline.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import dev.plumbline.contracts.Topic;

/// When each stage of the pipeline wrote what followed from a commit, by the times of the topics' records: read when all
/// is over, so that nothing is disturbed.
final class Stages {
    private static final Duration POLL = Duration.ofMillis(200);

    private Stages() {
    }

    /// A stage, and the topic that shows its work.
    private static final Map<String, Topic> TOPICS = topics();

    /// When the first, the middle and the last record of each stage was written, seconds after `since`.
    static Map<String, Figure> since(Instant since, String kafka, String prefix) {
        Map<Topic, List<Long>> written = read(since, kafka);
        Map<String, Figure> figures = new LinkedHashMap<>();
        TOPICS.forEach((stage, topic) -> {
            double[] seconds = written.getOrDefault(topic, List.of()).stream()
                    .mapToDouble(millis -> (millis - since.toEpochMilli()) / 1e3).toArray();
            if (seconds.length > 0) {
                figures.put(prefix + stage, Figure.Spread.of(seconds, "s"));
            }
        });
        return figures;
    }

    private static Map<String, Topic> topics() {
        Map<String, Topic> topics = new LinkedHashMap<>();
        topics.put("seen", Topic.COMMITS);
        topics.put("declared", Topic.APPLICATIONS);
        topics.put("requested", Topic.RENDER_REQUESTS);
        topics.put("rendered", Topic.DESIRED);
        topics.put("planned", Topic.PLANS);
        topics.put("applied", Topic.CHANGES);
        topics.put("judged", Topic.STATUS);
        return topics;
    }

    private static Map<Topic, List<Long>> read(Instant since, String kafka) {
        Properties settings = new Properties();
        settings.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
        settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        Map<Topic, List<Long>> times = new EnumMap<>(Topic.class);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> all = TOPICS.values().stream().map(Topic::topicName).map(consumer::partitionsFor)
                    .flatMap(Collection::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            consumer.assign(all);
            Map<TopicPartition, Long> wanted = new HashMap<>();
            all.forEach(partition -> wanted.put(partition, since.toEpochMilli()));
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(wanted);
            List<TopicPartition> unread = new ArrayList<>();
            for (TopicPartition partition : all) {
                OffsetAndTimestamp start = starts.get(partition);
                consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
                unread.add(partition);
            }
            while (!unread.isEmpty()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    times.computeIfAbsent(Topic.named(record.topic()), _ -> new ArrayList<>()).add(record.timestamp());
                }
                unread.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            }
        }
        return times;
    }
}
