package dev.plumbline.gitwatcher.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Announcements that wait for one repository's reader: the newest of each ref, however many came.
final class Mailbox {
    /// A repository whose host announces more refs than this at once is read whole.
    private static final int MOST_REFS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Map<String, Arrival> newest = new LinkedHashMap<>();
    private boolean woken;

    void put(Arrival latest) {
        lock.lock();
        try {
            String ref = latest.announcement().ref().orElse("");
            if (newest.size() < MOST_REFS || newest.containsKey(ref)) {
                newest.merge(ref, latest, Arrival::replacedBy);
            }
            woken = true;
            arrival.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Has the repository read now though nothing was announced.
    void wake() {
        lock.lock();
        try {
            woken = true;
            arrival.signal();
        } finally {
            lock.unlock();
        }
    }

    /// What was announced since the last call; waits for it, at most this long.
    List<Arrival> take(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(atMost);
            while (!woken && nanos > 0) {
                nanos = arrival.awaitNanos(nanos);
            }
            woken = false;
            List<Arrival> announced = new ArrayList<>(newest.values());
            newest.clear();
            return announced;
        } finally {
            lock.unlock();
        }
    }
}
