package dev.plumbline.messaging;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

import dev.plumbline.contracts.DeadLetter;

/// Decodes records for one service, and turns those that cannot be decoded into dead letters that name their origin.
public final class Decoder {
    private static final Logger LOG = Logger.getLogger(Decoder.class);

    private final String service;
    private final EventCodec codec;
    private final InstantSource clock;
    private final int partitions;

    /// @param partitions the partition count of every topic of the installation
    public Decoder(String service, EventCodec codec, InstantSource clock, int partitions) {
        this.service = service;
        this.codec = codec;
        this.clock = clock;
        this.partitions = partitions;
    }

    /// The decodable records, in order; the others go to `deadLetters`.
    public List<Incoming> decode(List<ConsumerRecord<String, byte[]>> records, Consumer<Outgoing> deadLetters) {
        List<Incoming> decoded = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            switch (codec.decode(record, partitions)) {
                case Incoming.Undecodable bad -> deadLetters.accept(new Outgoing.Publish(deadLetter(bad)));
                case Incoming good -> decoded.add(good);
            }
        }
        return decoded;
    }

    /// One record, as it is.
    public Incoming decode(ConsumerRecord<String, byte[]> record) {
        return codec.decode(record, partitions);
    }

    /// The dead letter of a record that cannot be decoded.
    public DeadLetter deadLetter(Incoming.Undecodable record) {
        Incoming.Origin origin = record.origin();
        LOG.warnf("record goes to the dead letters topic=%s partition=%d offset=%d error=%s",
                origin.topic().topicName(), origin.partition(), origin.offset(), record.reason());
        return new DeadLetter(origin.topic().topicName(), origin.partition(), origin.offset(), record.key(),
                record.value(), service, record.reason(), clock.instant());
    }

    /// The dead letter of a record that was understood but cannot be handled.
    public DeadLetter deadLetter(Incoming.Decoded record, Exception error) {
        Incoming.Origin origin = record.origin();
        LOG.errorf(error, "record cannot be handled, goes to the dead letters topic=%s partition=%d offset=%d",
                origin.topic().topicName(), origin.partition(), origin.offset());
        return new DeadLetter(origin.topic().topicName(), origin.partition(), origin.offset(), record.key(), null,
                service, String.valueOf(error.getMessage()), clock.instant());
    }
}
