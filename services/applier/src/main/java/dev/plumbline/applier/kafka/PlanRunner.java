package dev.plumbline.applier.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

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
    private final Semaphore concurrency;
    private final Supersession supersession = new Supersession();
    private final Map<String, Deque<Waiting>> queues = new HashMap<>();

    /// Writes what plans led to, with the offsets that are finished by then.
    interface Publication {
        void publish(List<Outgoing> records, List<Position> finished) throws InterruptedException;
    }

    /// Where a record of a plan lies.
    record Position(TopicPartition partition, long offset) {
    }

    private record Waiting(Plan plan, List<Position> positions) {
    }

    /// @param threads virtual threads, closed by their owner
    /// @param maxConcurrent how many plans run at once: the API server's share
    PlanRunner(PlanExecution execution, Publication publication, ExecutorService threads, int maxConcurrent) {
        this.execution = execution;
        this.publication = publication;
        this.threads = threads;
        this.concurrency = new Semaphore(maxConcurrent);
    }

    /// Takes a plan; returns at once.
    void submit(Plan plan, List<Position> positions) {
        supersession.arrived(plan);
        synchronized (queues) {
            Deque<Waiting> queue = queues.get(plan.application());
            if (queue != null) {
                queue.add(new Waiting(plan, positions));
                return;
            }
            queues.put(plan.application(), new ArrayDeque<>(List.of(new Waiting(plan, positions))));
        }
        threads.execute(() -> drain(plan.application()));
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
        Plan plan = waiting.plan();
        switch (supersession.of(plan)) {
            case Current _ -> {
                List<Outgoing> records = execute(plan);
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

    private List<Outgoing> execute(Plan plan) throws InterruptedException {
        concurrency.acquire();
        try {
            List<Outgoing> records = new ArrayList<>();
            for (Executed executed : execution.execute(plan)) {
                records.add(new Outgoing.Publish(executed.change()));
                addMemory(executed, records);
                LOG.debugf("operation done application=%s resource=%s change=%s outcome=%s",
                        executed.change().application(), executed.change().resource(), executed.change().id(),
                        executed.change().outcome());
            }
            return records;
        } finally {
            concurrency.release();
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
