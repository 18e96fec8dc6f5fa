package dev.plumbline.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;

/// Exactly-once consumption of one SmallRye channel, batch after batch: `@Incoming("x") Uni<Void> on(KafkaRecordBatch…)`
/// returns what [#process] gives it.
///
/// The channel needs `batch=true`, `commit-strategy=ignore`, `failure-strategy=ignore`, `isolation.level=read_committed`;
/// the offsets are committed by the [Outbox], in the transaction of what the batch led to. The handler runs on `worker`,
/// so it may block; the next batch waits for it.
public final class Batches {
    private static final Logger LOG = Logger.getLogger(Batches.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final KafkaClientService clients;
    private final String channel;
    private final Decoder decoder;
    private final Outbox outbox;
    private final Executor worker;

    /// @param channel the SmallRye channel's name
    /// @param worker runs the handler; virtual threads
    public Batches(KafkaClientService clients, String channel, Decoder decoder, Outbox outbox, Executor worker) {
        this.clients = clients;
        this.channel = channel;
        this.decoder = decoder;
        this.outbox = outbox;
        this.worker = worker;
    }

    /// Handles one batch; completes when its transaction is committed.
    public Uni<Void> process(KafkaRecordBatch<String, byte[]> batch, BatchHandler handler) {
        KafkaConsumer<String, byte[]> consumer = clients.getConsumer(channel);
        return consumer.consumerGroupMetadata().emitOn(worker).onItem().transformToUni(group -> {
            List<Outgoing> followUps = new ArrayList<>();
            List<ConsumerRecord<String, byte[]>> consumed = consumerRecords(batch);
            List<Incoming> records = decoder.decode(consumed, followUps::add);
            Outbox.Offsets offsets = new Outbox.Offsets(offsets(consumed), group);
            try {
                untilItPasses(records, followUps, offsets, handler);
                return Uni.createFrom().voidItem();
            } catch (TransactionAbortedException e) {
                LOG.warnf(e, "transaction aborted, the batch is read again channel=%s", channel);
                return consumer.resetToLastCommittedPositions();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Uni.createFrom().failure(e);
            }
        });
    }

    private void untilItPasses(List<Incoming> records, List<Outgoing> deadLetters, Outbox.Offsets offsets,
            BatchHandler handler) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            List<Outgoing> followUps = new ArrayList<>(deadLetters);
            try {
                handler.handle(records, followUps::add);
                outbox.transact(followUps, offsets);
                handler.committed();
                return;
            } catch (TransactionAbortedException | FencedException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.errorf(e, "batch cannot be handled now, trying again channel=%s pause=%s", channel, pause);
                Thread.sleep(pause);
                pause = longer(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /// The batch's records as Kafka gave them, in order.
    public static List<ConsumerRecord<String, byte[]>> consumerRecords(KafkaRecordBatch<String, byte[]> batch) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        for (KafkaRecord<String, byte[]> one : batch) {
            records.add(consumerRecord(one));
        }
        return records;
    }

    @SuppressWarnings("unchecked") // the channel is declared with these types
    private static ConsumerRecord<String, byte[]> consumerRecord(KafkaRecord<String, byte[]> record) {
        return record.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(metadata -> (ConsumerRecord<String, byte[]>) metadata.getRecord())
                .orElseThrow(() -> new IllegalStateException("A record of Kafka comes without its metadata"));
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(List<ConsumerRecord<String, byte[]>> records) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            offsets.put(new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1));
        }
        return offsets;
    }
}
