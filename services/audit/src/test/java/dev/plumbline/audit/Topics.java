package dev.plumbline.audit;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.Topic;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.Outgoing;

/// Writes to the topics as the other services do.
final class Topics implements AutoCloseable {
    private static final int PARTITIONS = 8;

    private final KafkaProducer<String, byte[]> producer;
    private final EventCodec codec = new EventCodec("test", InstantSource.system());

    Topics(String bootstrap) {
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap), new StringSerializer(),
                new ByteArraySerializer());
    }

    void write(Event... events) throws InterruptedException {
        send(Arrays.stream(events).map(event -> codec.encode(new Outgoing.Publish(event), PARTITIONS)).toList());
    }

    void remove(Topic topic, String key) throws InterruptedException {
        send(List.of(codec.encode(new Outgoing.Remove(topic, key), PARTITIONS)));
    }

    void writeRaw(Topic topic, String key, String value) throws InterruptedException {
        send(List.of(new ProducerRecord<>(topic.topicName(), key, value.getBytes(StandardCharsets.UTF_8))));
    }

    private void send(List<ProducerRecord<String, byte[]>> records) throws InterruptedException {
        try {
            for (ProducerRecord<String, byte[]> record : records) {
                producer.send(record).get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The test's broker refuses a record", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
