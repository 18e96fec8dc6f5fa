package dev.plumbline.differ.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Shard;
import dev.plumbline.contracts.Topic;
import dev.plumbline.differ.domain.ClusterView;
import dev.plumbline.differ.domain.Differ;
import dev.plumbline.differ.domain.Input;
import dev.plumbline.differ.domain.InputQueue;
import dev.plumbline.differ.domain.Turn;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Outbox;
import dev.plumbline.messaging.Outgoing;
import dev.plumbline.messaging.TransactionAbortedException;

/// Takes all inputs in, one after another on one thread, and writes what follows from those that came together in one
/// transaction.
final class Loop implements InputQueue {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final int MOST_TOGETHER = 2_000;
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);
    /// A turn that so many inputs led to is one of a burst: then more of them are gathered, since a transaction and an
    /// evaluation cost the same for one as for many.
    private static final int BURST = 100;
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration REBALANCE_PAUSE = Duration.ofMillis(20);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(200);

    private final Differ differ;
    private final Outbox outbox;
    private final InstantSource clock;
    private final int partitions;
    private final BlockingQueue<Heard> queue;
    private final Progress progress = new Progress();
    private final AtomicInteger losses = new AtomicInteger();
    private volatile @Nullable Assignment assignment;
    private volatile boolean ready;
    private int forgottenLosses;
    private boolean bursting;

    /// An input on its way.
    ///
    /// @param consumed where it lies when it came by the channel; absent for all others
    /// @param letter the dead letter that it leads to; absent where none
    /// @param forgotten how many losses are forgotten once it is taken in; absent for most
    private record Heard(Input input, Incoming.@Nullable Origin consumed, @Nullable Outgoing letter,
            @Nullable Integer forgotten) {
        Heard(Input input) {
            this(input, null, null, null);
        }
    }

    /// @param partitions of every topic
    /// @param capacity how many inputs may wait
    Loop(Differ differ, Outbox outbox, InstantSource clock, int partitions, int capacity) {
        this.differ = differ;
        this.outbox = outbox;
        this.clock = clock;
        this.partitions = partitions;
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    @Override
    public void put(Input input) throws InterruptedException {
        queue.put(new Heard(input));
    }

    /// A record of the channel; its offset is committed with what follows from it.
    void putConsumed(Input input, Incoming.Origin origin) throws InterruptedException {
        queue.put(new Heard(input, origin, null, null));
    }

    /// A record that cannot be read.
    void putPoisoned(Input input, Outgoing letter) throws InterruptedException {
        queue.put(new Heard(input, null, letter, null));
    }

    /// Ownership changed; null while it is not known.
    void assigned(@Nullable Assignment next) {
        assignment = next;
        ready = false;
    }

    /// Everything was lost, and others may have written since: until all of it is [forgotten][#forgotten], nothing is
    /// written that was decided on it.
    void lost() {
        losses.incrementAndGet();
        assigned(null);
    }

    /// Whatever is put from now on was read after the last loss.
    void forgotten() throws InterruptedException {
        queue.put(new Heard(new Input.Tick(), null, null, losses.get()));
    }

    /// Whether all that is owned was read and judged.
    boolean isReady() {
        return ready;
    }

    int waiting() {
        return queue.size();
    }

    /// Runs until interrupted.
    ///
    /// @throws dev.plumbline.messaging.FencedException when this instance may not write any more
    void run(ClusterView cluster) throws InterruptedException {
        Instant wakeAt = clock.instant();
        while (true) {
            List<Heard> heard = take(wakeAt);
            Instant now = clock.instant();
            List<Outgoing> outgoing = new ArrayList<>();
            for (Heard one : heard) {
                differ.accept(one.input(), now);
                if (one.consumed() != null) {
                    progress.taken(one.consumed());
                }
                if (one.letter() != null) {
                    outgoing.add(one.letter());
                }
            }
            Turn turn = differ.turn(now);
            cluster.watch(turn.kinds());
            cluster.ask(turn.questions());
            outgoing.addAll(turn.outgoing());
            write(outgoing, heard.isEmpty());
            forget(heard);
            ready = isAllJudged();
            Instant latest = now.plus(LONGEST_SLEEP);
            wakeAt = turn.wakeAt() == null || turn.wakeAt().isAfter(latest) ? latest : turn.wakeAt();
        }
    }

    /// The note that all is forgotten is the last of its batch.
    private void forget(List<Heard> heard) {
        Integer forgotten = heard.isEmpty() ? null : heard.getLast().forgotten();
        if (forgotten != null) {
            forgottenLosses = forgotten;
            progress.forget();
        }
    }

    private boolean isAllJudged() {
        Assignment owned = assignment;
        return owned != null && differ.hasRead(owned.partitions()) && differ.isEvaluated();
    }

    private List<Heard> take(Instant wakeAt) throws InterruptedException {
        List<Heard> heard = new ArrayList<>();
        long nanos = Math.max(0, Duration.between(clock.instant(), wakeAt).toNanos());
        Heard first = queue.poll(nanos, TimeUnit.NANOSECONDS);
        if (first != null) {
            if (bursting) {
                Thread.sleep(GATHERING);
            }
            for (Heard one = first; one != null; one = queue.poll()) {
                heard.add(one);
                if (heard.size() == MOST_TOGETHER || one.forgotten() != null) {
                    break;
                }
            }
        }
        bursting = heard.size() >= BURST && heard.size() < MOST_TOGETHER;
        return heard;
    }

    /// A transaction costs the same for one record or many, so bare offsets wait for company or for an idle moment.
    private void write(List<Outgoing> outgoing, boolean idle) throws InterruptedException {
        List<Outgoing> records = outgoing;
        while (!records.isEmpty() || (idle && progress.isUncommitted())) {
            Assignment owned = awaitAssignment();
            if (owned == null) {
                return;
            }
            records = records.stream().filter(record -> isOwned(record, owned.partitions())).toList();
            try {
                outbox.transact(records, progress.offsets(owned));
                progress.committed();
                records.forEach(Chronicle::tell);
                return;
            } catch (TransactionAbortedException e) {
                LOG.warnf(e, "transaction aborted, tried again");
                Thread.sleep(RETRY_PAUSE);
            }
        }
    }

    /// What was decided for partitions that stay ours must not be lost in a rebalance, so it waits for its end; null when
    /// the partitions are lost instead, and with them what was decided.
    private @Nullable Assignment awaitAssignment() throws InterruptedException {
        while (losses.get() == forgottenLosses) {
            Assignment owned = assignment;
            if (owned != null) {
                return owned;
            }
            Thread.sleep(REBALANCE_PAUSE);
        }
        return null;
    }

    private boolean isOwned(Outgoing record, Set<Integer> owned) {
        return record.topic() == Topic.DEAD_LETTERS
                || owned.contains(Shard.partition(record.topic(), record.key(), partitions));
    }
}
