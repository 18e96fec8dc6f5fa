package dev.plumbline.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.DriftEvent.DriftDetected;
import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.EventJson;
import dev.plumbline.contracts.EventType;
import dev.plumbline.contracts.Topic;
import dev.plumbline.manifests.ResourceId;

/// Who listens to drifts and Changes as an SRE's tool does, and notes when each arrives.
final class Heard implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<ResourceId, Long> detected = new ConcurrentHashMap<>();
    private final Map<ResourceId, Long> corrected = new ConcurrentHashMap<>();
    private final AtomicInteger detections = new AtomicInteger();
    private final Thread listener;
    private volatile boolean closed;

    private Heard(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
        this.listener = Thread.ofPlatform().name("heard").unstarted(this::read);
    }

    /// From what is written from now on.
    static Heard listen(String kafka) {
        Properties settings = new Properties();
        settings.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
        settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = List.of(Topic.DRIFT, Topic.CHANGES).stream().map(Topic::topicName)
                .map(consumer::partitionsFor).flatMap(Collection::stream)
                .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        Heard heard = new Heard(consumer);
        heard.listener.start();
        return heard;
    }

    Optional<Long> detected(ResourceId resource) {
        return Optional.ofNullable(detected.get(resource));
    }

    Optional<Long> corrected(ResourceId resource) {
        return Optional.ofNullable(corrected.get(resource));
    }

    /// How many drifts were told of beyond one for each resource.
    int surplus() {
        return detections.get() - detected.size();
    }

    /// Returns when so many resources were corrected, or the time is over.
    void awaitCorrections(int count, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (corrected.size() < count && System.nanoTime() < end) {
            Thread.sleep(POLL);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            listener.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    hear(record, System.nanoTime());
                }
            }
        }
    }

    private void hear(ConsumerRecord<String, byte[]> record, long now) {
        Header type = record.headers().lastHeader("ce_type");
        if (type == null || record.value() == null) {
            return;
        }
        EventType.named(new String(type.value(), StandardCharsets.UTF_8)).ifPresent(known -> {
            switch (event(record, known)) {
                case DriftDetected drift -> {
                    detections.incrementAndGet();
                    detected.putIfAbsent(drift.resource(), now);
                }
                case Change change when change.cause() == Cause.DRIFT && change.outcome() == Change.Outcome.APPLIED ->
                    corrected.putIfAbsent(change.resource(), now);
                default -> {
                    // Not of this benchmark.
                }
            }
        });
    }

    private static Event event(ConsumerRecord<String, byte[]> record, EventType type) {
        try {
            return EventJson.mapper().readValue(record.value(), type.body());
        } catch (IOException e) {
            throw new IllegalStateException("A record of " + record.topic() + " is no " + type, e);
        }
    }
}
