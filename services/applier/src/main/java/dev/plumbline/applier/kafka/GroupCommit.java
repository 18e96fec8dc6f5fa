package dev.plumbline.applier.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.jboss.logging.Logger;

import dev.plumbline.messaging.FencedException;
import dev.plumbline.messaging.Outbox;
import dev.plumbline.messaging.Outgoing;
import dev.plumbline.messaging.TransactionAbortedException;

/// Commits what several plans led to, and their offsets, in one transaction as soon as the last one is through: a
/// transaction costs as much for many records as for one.
final class GroupCommit implements PlanRunner.Publication {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    /// Plans that wait for one transaction; more than run at once never do.
    private static final int MAX_WAITING = 1024;
    /// So many plans through at once are a burst: then more of them are gathered.
    private static final int BURST = 3;
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Outbox outbox;
    private final Progress progress;
    private volatile ConsumerGroupMetadata membership = Outbox.Offsets.NONE.group();
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);

    private record Waiting(List<Outgoing> records, List<PlanRunner.Position> finished,
            ConsumerGroupMetadata membership, CompletableFuture<Void> committed) {
    }

    GroupCommit(Outbox outbox, Progress progress) {
        this.outbox = outbox;
        this.progress = progress;
    }

    /// From now on offsets are committed in the name of this membership of the group that reads the plans.
    void join(ConsumerGroupMetadata next) {
        membership = next;
    }

    /// Returns when the records are committed; or dropped, since another membership began meanwhile and what was read
    /// under the former one is read again by whoever owns its partitions now.
    @Override
    public void publish(List<Outgoing> records, List<PlanRunner.Position> finished) throws InterruptedException {
        CompletableFuture<Void> committed = new CompletableFuture<>();
        queue.put(new Waiting(records, finished, membership, committed));
        committed.join();
    }

    /// Commits until interrupted.
    ///
    /// @throws FencedException when this instance may not, or cannot, write any more
    void run() throws InterruptedException {
        boolean bursting = false;
        while (true) {
            List<Waiting> together = new ArrayList<>();
            together.add(queue.take());
            if (bursting) {
                Thread.sleep(GATHERING);
            }
            queue.drainTo(together);
            bursting = together.size() >= BURST;
            try {
                commit(together);
            } catch (RuntimeException e) {
                together.forEach(waiting -> waiting.committed().completeExceptionally(e));
                throw e;
            }
            together.forEach(waiting -> waiting.committed().complete(null));
        }
    }

    private void commit(List<Waiting> together) throws InterruptedException {
        ConsumerGroupMetadata now = membership;
        List<Outgoing> records = new ArrayList<>();
        for (Waiting waiting : together) {
            if (waiting.membership().equals(now)) {
                records.addAll(waiting.records());
                waiting.finished().forEach(position -> progress.done(position.partition(), position.offset()));
            }
        }
        Outbox.Offsets offsets = new Outbox.Offsets(progress.committable(), now);
        for (int attempt = 1;; attempt++) {
            try {
                outbox.transact(records, offsets);
                return;
            } catch (TransactionAbortedException e) {
                if (!membership.equals(now)) {
                    LOG.infof("partitions went while their changes were written, their owner executes the plans again");
                    return;
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.warnf(e, "transaction aborted, tried again attempt=%d", attempt);
                Thread.sleep(PAUSE.multipliedBy(attempt));
            }
        }
    }
}
