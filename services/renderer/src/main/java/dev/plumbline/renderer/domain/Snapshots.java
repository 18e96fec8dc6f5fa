package dev.plumbline.renderer.domain;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.plumbline.contracts.DesiredEvent;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.SnapshotMarker;
import dev.plumbline.manifests.ResourceId;

/// What is published of each Application on the partitions that this instance owns: read from the topic when a partition
/// is gained, kept in memory from then on, since nobody else writes it. Safe for use by several threads.
public final class Snapshots {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition read = lock.newCondition();
    private final Map<Integer, Map<String, Snapshot>> partitions = new HashMap<>();
    private final Set<Integer> complete = new HashSet<>();
    private final Map<String, RenderOutcome> outcomes = new HashMap<>();

    /// An event of the topic, in the partition's order. Ignored once the partition is complete.
    public void load(int partition, DesiredEvent event) {
        lock.lock();
        try {
            if (event instanceof RenderOutcome outcome) {
                outcomes.put(outcome.application(), outcome);
            }
            if (!complete.contains(partition)) {
                Map<String, Snapshot> snapshots = partitions.computeIfAbsent(partition, _ -> new HashMap<>());
                Snapshot before = snapshots.getOrDefault(event.application(), Snapshot.NONE);
                snapshots.put(event.application(), switch (event) {
                    case DesiredResource resource -> before.with(resource);
                    case SnapshotMarker marker -> before.closedBy(marker);
                    case RenderOutcome _ -> before;
                });
            }
        } finally {
            lock.unlock();
        }
    }

    /// A tombstone of the topic.
    public void remove(int partition, String application, ResourceId id) {
        lock.lock();
        try {
            if (!complete.contains(partition)) {
                partitions.computeIfAbsent(partition, _ -> new HashMap<>()).computeIfPresent(application,
                        (_, before) -> before.without(id));
            }
        } finally {
            lock.unlock();
        }
    }

    /// The partition was read: from now on only this instance changes it.
    public void complete(int partition) {
        lock.lock();
        try {
            complete.add(partition);
            read.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public void lose(int partition) {
        lock.lock();
        try {
            complete.remove(partition);
            partitions.remove(partition);
        } finally {
            lock.unlock();
        }
    }

    public boolean areComplete(Collection<Integer> wanted) {
        lock.lock();
        try {
            return complete.containsAll(wanted);
        } finally {
            lock.unlock();
        }
    }

    /// The last published outcome of an Application, whoever wrote it.
    public Optional<RenderOutcome> outcome(String application) {
        lock.lock();
        try {
            return Optional.ofNullable(outcomes.get(application));
        } finally {
            lock.unlock();
        }
    }

    /// What is published of an Application; waits until its partition was read.
    ///
    /// @throws IllegalStateException when it is not read in time
    public Snapshot of(int partition, String application, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(atMost);
            while (!complete.contains(partition)) {
                if (nanos <= 0) {
                    throw new IllegalStateException("Partition " + partition + " of the desired state is not read yet");
                }
                nanos = read.awaitNanos(nanos);
            }
            return partitions.getOrDefault(partition, Map.of()).getOrDefault(application, Snapshot.NONE);
        } finally {
            lock.unlock();
        }
    }

    /// What was published just now.
    public void publish(int partition, String application, Snapshot snapshot) {
        lock.lock();
        try {
            if (complete.contains(partition)) {
                partitions.computeIfAbsent(partition, _ -> new HashMap<>()).put(application,
                        snapshot);
            }
        } finally {
            lock.unlock();
        }
    }
}
