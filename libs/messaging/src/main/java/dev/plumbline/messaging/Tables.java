package dev.plumbline.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Topic;

/// Follows whole topics, from their beginning, for the partitions that an instance owns: the tables that a service joins.
///
/// One thread reads and calls the listener, so a listener needs no locks against itself. After [#own] the partitions
/// gained are read from the beginning to the end that they had then, which is announced; those lost are announced too.
/// Records then follow as they are written. Use one topic set for tables that are joined: a partition is announced as
/// read when all its topics are.
public final class Tables implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Tables.class);
    /// Also the longest time until a change of ownership is acted on.
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final Set<Topic> topics;
    private final Decoder decoder;
    private final Listener listener;
    private final AtomicReference<@Nullable Set<Integer>> wanted = new AtomicReference<>();
    private final Map<Integer, Map<TopicPartition, Long>> behind = new HashMap<>();
    private Set<Integer> owned = Set.of();
    private final Thread reader;
    private volatile boolean closed;
    private CountDownLatch forgotten = new CountDownLatch(0);

    /// What happens to the tables, on the reader's thread.
    public interface Listener {
        /// A record, in the order of its partition. May be [Incoming.Undecodable].
        void onRecord(Incoming record);

        /// All topics of the partition were read to the end that they had when it was gained.
        void onRead(int partition);

        /// Forget the partition's records: another instance owns it, or it is read anew.
        void onLost(int partition);
    }

    /// @param consumer without a group, `read_committed`, closed by [#close]
    public Tables(String name, Consumer<String, byte[]> consumer, Set<Topic> topics, Decoder decoder,
            Listener listener) {
        this.consumer = consumer;
        this.topics = Set.copyOf(topics);
        this.decoder = decoder;
        this.listener = listener;
        this.reader = Thread.ofPlatform().name("tables-" + name).start(this::read);
    }

    /// From now on these partitions, and no others.
    public void own(Set<Integer> partitions) {
        synchronized (wanted) {
            wanted.set(Set.copyOf(partitions));
            wanted.notifyAll();
        }
    }

    /// Owns nothing until the next [#own], and returns when the listener was told of every loss: what it hears after that
    /// was read anew.
    public void forget() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        synchronized (wanted) {
            if (closed) {
                return;
            }
            forgotten = told;
            wanted.set(Set.of());
            wanted.notifyAll();
        }
        told.await();
    }

    /// What the reader's consumer knows of itself.
    public ClientState state() {
        return ClientState.of(consumer.metrics());
    }

    /// Ends the reader and waits for it.
    @Override
    public void close() {
        synchronized (wanted) {
            closed = true;
            wanted.notifyAll();
        }
        try {
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                try {
                    Set<Integer> next = wanted.getAndSet(null);
                    if (next != null) {
                        reassign(next);
                    }
                    if (owned.isEmpty()) {
                        tellForgotten();
                        awaitOwnership();
                    } else {
                        pollOnce();
                    }
                } catch (RuntimeException e) {
                    LOG.errorf(e, "tables cannot be read now, read anew from the beginning");
                    startOver();
                }
            }
        } finally {
            tellForgotten();
        }
    }

    private void tellForgotten() {
        synchronized (wanted) {
            forgotten.countDown();
        }
    }

    private void awaitOwnership() {
        synchronized (wanted) {
            try {
                if (wanted.get() == null && !closed) {
                    wanted.wait(POLL.toMillis());
                }
            } catch (InterruptedException _) {
                closed = true;
            }
        }
    }

    private void reassign(Set<Integer> next) {
        Set<Integer> gained = new HashSet<>(next);
        gained.removeAll(owned);
        for (int partition : owned) {
            if (!next.contains(partition)) {
                behind.remove(partition);
                listener.onLost(partition);
            }
        }
        owned = next;
        consumer.assign(next.stream().flatMap(partition -> of(partition).stream()).toList());
        for (int partition : gained) {
            List<TopicPartition> all = of(partition);
            consumer.seekToBeginning(all);
            behind.put(partition, new HashMap<>(consumer.endOffsets(all)));
        }
        announceRead();
    }

    private void pollOnce() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            listener.onRecord(decoder.decode(record));
        }
        if (!behind.isEmpty()) {
            announceRead();
        }
    }

    private void announceRead() {
        List<Integer> read = new ArrayList<>();
        behind.forEach((partition, ends) -> {
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (ends.isEmpty()) {
                read.add(partition);
            }
        });
        for (int partition : read) {
            behind.remove(partition);
            listener.onRead(partition);
        }
    }

    private void startOver() {
        Set<Integer> again = owned;
        owned.forEach(listener::onLost);
        owned = Set.of();
        behind.clear();
        wanted.compareAndSet(null, again);
        awaitOwnership();
    }

    private List<TopicPartition> of(int partition) {
        return topics.stream().map(topic -> new TopicPartition(topic.topicName(), partition)).toList();
    }
}
