package dev.plumbline.messaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/// Writes events in Kafka transactions: all of one call or none, with the offsets that they were made from.
///
/// One instance owns the service's one transactional producer; calls from several threads follow one another. The
/// transactional id is stable per service instance: a second process under the same id fences the first.
public final class Outbox {
    private final Supplier<Producer<String, byte[]>> source;
    private final EventCodec codec;
    private final ReentrantLock transaction = new ReentrantLock();
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();

    private volatile @Nullable Producer<String, byte[]> connected;

    /// @param source gives the transactional producer, which nobody else uses, with its transactions initialised (a
    ///               channel's producer is); asked at the first transaction, since channels are there only when the
    ///               application has started
    public Outbox(Supplier<Producer<String, byte[]>> source, EventCodec codec) {
        this.source = source;
        this.codec = codec;
    }

    /// Writes all of it in one transaction.
    public void transact(Collection<? extends Outgoing> records) {
        transact(records, Offsets.NONE);
    }

    /// Writes all of it and commits the offsets, in one transaction.
    ///
    /// @throws FencedException when another instance has taken over: the process must stop
    /// @throws TransactionAbortedException when nothing was written; trying again may help
    public void transact(Collection<? extends Outgoing> records, Offsets offsets) {
        if (records.isEmpty() && offsets.isEmpty()) {
            return;
        }
        transaction.lock();
        try {
            Producer<String, byte[]> producer = connect();
            transact(producer, records, offsets);
        } finally {
            transaction.unlock();
        }
    }

    private Producer<String, byte[]> connect() {
        Producer<String, byte[]> known = connected;
        if (known != null) {
            return known;
        }
        Producer<String, byte[]> producer = source.get();
        connected = producer;
        return producer;
    }

    private void transact(Producer<String, byte[]> producer, Collection<? extends Outgoing> records, Offsets offsets) {
        try {
            producer.beginTransaction();
            send(producer, records);
            if (!offsets.isEmpty()) {
                producer.sendOffsetsToTransaction(offsets.offsets(), offsets.group());
            }
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new FencedException("Another instance writes under this one's transactional id: stop this one", e);
        } catch (KafkaException | ExecutionException | IllegalStateException e) {
            abort(producer, e);
            throw new TransactionAbortedException("A transaction of " + records.size() + " records was aborted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort(producer, e);
            throw new TransactionAbortedException("Interrupted while writing " + records.size() + " records", e);
        }
    }

    private void send(Producer<String, byte[]> producer, Collection<? extends Outgoing> records)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        for (Outgoing record : records) {
            sent.add(producer.send(codec.encode(record, partitionCount(producer, record))));
        }
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    private int partitionCount(Producer<String, byte[]> producer, Outgoing record) {
        return partitions.computeIfAbsent(record.topic().topicName(), name -> producer.partitionsFor(name).size());
    }

    private static void abort(Producer<String, byte[]> producer, Exception cause) {
        try {
            producer.abortTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            e.addSuppressed(cause);
            throw new FencedException("Another instance writes under this one's transactional id: stop this one", e);
        } catch (KafkaException | IllegalStateException e) {
            // A commit or abort that timed out leaves a producer which refuses everything else.
            e.addSuppressed(cause);
            throw new FencedException("The transactional producer cannot go on: start the process anew", e);
        }
    }

    /// Consumed offsets and the group that consumed them.
    public record Offsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        public static final Offsets NONE = new Offsets(Map.of(), new ConsumerGroupMetadata(""));

        public Offsets {
            offsets = Map.copyOf(offsets);
        }

        boolean isEmpty() {
            return offsets.isEmpty();
        }
    }
}
