package dev.plumbline.applier.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import dev.plumbline.applier.domain.Executed;
import dev.plumbline.applier.domain.Plan;
import dev.plumbline.applier.domain.PlanExecution;
import dev.plumbline.applier.domain.Supersession;
import dev.plumbline.applier.domain.Supersession.Current;
import dev.plumbline.applier.domain.Supersession.Repeated;
import dev.plumbline.applier.domain.Supersession.SupersededBy;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.Topic;
import dev.plumbline.messaging.Outgoing;

/// Runs plans: one at a time per Application, Applications side by side, so that one whose API hangs delays no other.
///
/// Each plan's changes, applied records and offsets are one transaction, after the plan is done.
final class PlanRunner {
    private static final Logger LOG = Logger.getLogger(PlanRunner.class);

    private final PlanExecution execution;
    private final Publication publication;
    private final ExecutorService threads;
    private final int maxConcurrent;
    private final Semaphore concurrency;
    private final Supersession supersession = new Supersession();
    private final Map<String, Deque<Waiting>> queues = new HashMap<>();
    /// Counts the assignments of partitions: what was read under an earlier one is not ours to execute any more.
    private final AtomicLong term = new AtomicLong();

    /// Writes what plans led to, with the offsets that are finished by then.
    interface Publication {
        void publish(List<Outgoing> records, List<Position> finished) throws InterruptedException;
    }

    /// Where a record of a plan lies.
    record Position(TopicPartition partition, long offset) {
    }

    private record Waiting(Plan plan, List<Position> positions, long term) {
    }

    /// @param threads virtual threads, closed by their owner
    /// @param maxConcurrent how many plans run at once: the API server's share
    PlanRunner(PlanExecution execution, Publication publication, ExecutorService threads, int maxConcurrent) {
        this.execution = execution;
        this.publication = publication;
        this.threads = threads;
        this.maxConcurrent = maxConcurrent;
        this.concurrency = new Semaphore(maxConcurrent);
    }

    /// Takes a plan; returns at once.
    void submit(Plan plan, List<Position> positions) {
        supersession.arrived(plan);
        Waiting waiting = new Waiting(plan, positions, term.get());
        synchronized (queues) {
            Deque<Waiting> queue = queues.get(plan.application());
            if (queue != null) {
                queue.add(waiting);
                return;
            }
            queues.put(plan.application(), new ArrayDeque<>(List.of(waiting)));
        }
        threads.execute(() -> drain(plan.application()));
    }

    /// The partitions go to whoever is assigned them next, who reads again what was not committed. Plans that wait are
    /// dropped, and those that run end with their current operation, which is waited for.
    ///
    /// @param atMost an operation that hangs longer ends when it ends
    void disown(Duration atMost) throws InterruptedException {
        term.incrementAndGet();
        if (concurrency.tryAcquire(maxConcurrent, atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            concurrency.release(maxConcurrent);
        } else {
            LOG.warnf("an operation hangs while its partition is lost, it ends when the API server answers");
        }
    }

    /// How many plans run or wait.
    int inFlight() {
        synchronized (queues) {
            return queues.values().stream().mapToInt(Deque::size).sum();
        }
    }

    private void drain(String application) {
        for (Waiting next = head(application); next != null; next = following(application)) {
            try {
                run(next);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private @Nullable Waiting head(String application) {
        synchronized (queues) {
            return queues.getOrDefault(application, new ArrayDeque<>()).peek();
        }
    }

    private @Nullable Waiting following(String application) {
        synchronized (queues) {
            Deque<Waiting> queue = queues.getOrDefault(application, new ArrayDeque<>());
            queue.poll();
            if (queue.isEmpty()) {
                queues.remove(application);
            }
            return queue.peek();
        }
    }

    private void run(Waiting waiting) throws InterruptedException {
        if (isAnothers(waiting)) {
            return;
        }
        Plan plan = waiting.plan();
        switch (supersession.of(plan)) {
            case Current _ -> {
                List<Outgoing> records = execute(waiting);
                if (isAnothers(waiting)) {
                    LOG.infof("plan left to who owns its partition now application=%s plan=%s", plan.application(),
                            plan.id());
                    return;
                }
                publication.publish(records, waiting.positions());
                supersession.executed(plan);
            }
            case SupersededBy(String newer) -> {
                LOG.infof("plan dropped application=%s plan=%s supersededBy=%s", plan.application(), plan.id(), newer);
                publication.publish(List.of(), waiting.positions());
            }
            case Repeated _ -> publication.publish(List.of(), waiting.positions());
        }
    }

    private boolean isAnothers(Waiting waiting) {
        return waiting.term() != term.get();
    }

    private List<Outgoing> execute(Waiting waiting) throws InterruptedException {
        concurrency.acquire();
        try {
            List<Outgoing> records = new ArrayList<>();
            int failed = 0;
            for (Executed executed : execution.execute(waiting.plan(), () -> !isAnothers(waiting))) {
                failed += executed.change().error() == null ? 0 : 1;
                records.add(new Outgoing.Publish(executed.change()));
                addMemory(executed, records);
                tell(executed.change());
            }
            Plan plan = waiting.plan();
            LOG.infof("plan executed application=%s revision=%s plan=%s operations=%d failed=%d", plan.application(),
                    plan.revision(), plan.id(), plan.operations().size(), failed);
            return records;
        } finally {
            concurrency.release();
        }
    }

    private static void tell(Change change) {
        if (change.error() == null) {
            LOG.debugf("operation done application=%s revision=%s plan=%s resource=%s outcome=%s event=%s",
                    change.application(), change.revision(), change.plan(), change.resource(), change.outcome(),
                    change.eventId());
        } else {
            LOG.warnf("operation failed application=%s revision=%s plan=%s resource=%s outcome=%s event=%s error=%s",
                    change.application(), change.revision(), change.plan(), change.resource(), change.outcome(),
                    change.eventId(), change.error());
        }
    }

    private static void addMemory(Executed executed, List<Outgoing> records) {
        switch (executed.memory()) {
            case Executed.Memory.Kept _ -> {
            }
            case Executed.Memory.Written(var applied) -> records.add(new Outgoing.Publish(applied));
            case Executed.Memory.Erased _ -> records.add(new Outgoing.Remove(Topic.APPLIED,
                    DesiredResource.key(executed.change().application(), executed.change().resource())));
        }
    }
}
