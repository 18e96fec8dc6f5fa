package dev.plumbline.messaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.EventJson;
import dev.plumbline.contracts.EventType;
import dev.plumbline.contracts.Shard;
import dev.plumbline.contracts.Topic;
import dev.plumbline.contracts.TraceContext;

/// Events as Kafka records: CloudEvents 1.0 in binary mode (Kafka protocol binding §3.2), JSON body.
///
/// The attributes are headers: `ce_id`, `ce_source`, `ce_type`, `ce_specversion`, `ce_time`, `ce_subject`,
/// `ce_traceparent`, and `content-type`. The trace is the event's own ([TraceContext]): a batch may mix commits.
public final class EventCodec {
    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String TIME = "ce_time";
    private static final String TRACEPARENT = "ce_traceparent";
    private static final JsonMapper JSON = EventJson.mapper();

    private final String source;
    private final InstantSource clock;

    /// @param service the writer's name, for instance `renderer`: the CloudEvents source is `/plumbline/renderer`
    public EventCodec(String service, InstantSource clock) {
        this.source = "/plumbline/" + service;
        this.clock = clock;
    }

    /// The record that says this.
    ///
    /// @param partitions how many partitions the topic has
    public ProducerRecord<String, byte[]> encode(Outgoing outgoing, int partitions) {
        int partition = Shard.partition(outgoing.topic(), outgoing.key(), partitions);
        return switch (outgoing) {
            case Outgoing.Remove(Topic topic, String key) ->
                new ProducerRecord<>(topic.topicName(), partition, key, null);
            case Outgoing.Publish(Event event) -> {
                ProducerRecord<String, byte[]> record = new ProducerRecord<>(event.topic().topicName(), partition,
                        event.key(), body(event));
                addAttributes(record.headers(), event);
                yield record;
            }
        };
    }

    /// What a record says. Never throws for what a writer did wrong: that is [Incoming.Undecodable].
    ///
    /// @param partitions how many partitions the topic has; 0 when unknown, and then the placement is not checked
    public Incoming decode(ConsumerRecord<String, byte[]> record, int partitions) {
        Topic topic = Topic.named(record.topic());
        Incoming.Origin origin = new Incoming.Origin(topic, record.partition(), record.offset());
        String key = record.key();
        if (key == null) {
            return undecodable(origin, record, "the record has no key");
        }
        if (partitions > 0 && Shard.partition(topic, key, partitions) != record.partition()) {
            return undecodable(origin, record, "key " + key + " belongs on partition "
                    + Shard.partition(topic, key, partitions) + ": the writer hashes otherwise");
        }
        if (record.value() == null) {
            return new Incoming.Tombstone(origin, key);
        }
        return decodeBody(origin, key, record);
    }

    private Incoming decodeBody(Incoming.Origin origin, String key, ConsumerRecord<String, byte[]> record) {
        String typeName = header(record.headers(), TYPE);
        String id = header(record.headers(), ID);
        if (typeName == null || id == null) {
            return undecodable(origin, record, "the headers ce_type and ce_id are missing: not a CloudEvent");
        }
        Optional<EventType> type = EventType.named(typeName);
        if (type.isEmpty()) {
            return new Incoming.Foreign(origin, key, typeName);
        }
        try {
            Event event = JSON.readValue(record.value(), type.get().body());
            return new Incoming.Decoded(origin, key, event, id, time(record));
        } catch (IOException | IllegalArgumentException e) {
            return undecodable(origin, record, "the body is no " + typeName + ": " + e.getMessage());
        }
    }

    private static Incoming.Undecodable undecodable(Incoming.Origin origin, ConsumerRecord<String, byte[]> record,
            String reason) {
        byte[] value = record.value();
        return new Incoming.Undecodable(origin, record.key(),
                value == null ? null : new String(value, StandardCharsets.UTF_8), reason);
    }

    private static Instant time(ConsumerRecord<String, byte[]> record) {
        String time = header(record.headers(), TIME);
        try {
            return time == null ? Instant.ofEpochMilli(record.timestamp()) : Instant.parse(time);
        } catch (DateTimeParseException _) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    private void addAttributes(Headers headers, Event event) {
        add(headers, "ce_specversion", "1.0");
        add(headers, ID, event.eventId());
        add(headers, "ce_source", source);
        add(headers, TYPE, EventType.of(event).typeName());
        add(headers, "ce_subject", event.key());
        add(headers, TIME, clock.instant().toString());
        TraceContext.of(event).ifPresent(trace -> add(headers, TRACEPARENT, trace.traceparent()));
        add(headers, "content-type", "application/json");
    }

    private static byte[] body(Event event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event of the contract has no JSON form: " + event.getClass(), e);
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
