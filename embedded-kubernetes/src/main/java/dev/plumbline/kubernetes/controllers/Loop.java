package dev.plumbline.kubernetes.controllers;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jboss.logging.Logger;

import dev.plumbline.kubernetes.api.ApiException;

/// A controller's queue of keys and the one virtual thread that works it off.
///
/// A key that is queued already is not queued twice, so the queue never holds more than there are objects. A key whose
/// work fails comes again, later each time; one that is refused for a conflict comes again at once.
final class Loop<K> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final long FIRST_RETRY_MILLIS = 10;
    private static final int MOST_DOUBLINGS = 10;

    private final String name;
    private final Work<K> work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<K> ready = new LinkedHashSet<>();
    private final PriorityQueue<Later<K>> later = new PriorityQueue<>();
    private final Map<K, Integer> failures = new HashMap<>();
    private final Thread thread;
    private boolean closed;

    /// What is done for one key.
    @FunctionalInterface
    interface Work<K> {
        void run(K key) throws InterruptedException;
    }

    private record Later<K>(long nanos, K key) implements Comparable<Later<K>> {
        @Override
        public int compareTo(Later<K> other) {
            return Long.compare(nanos - other.nanos, 0);
        }
    }

    Loop(String name, Work<K> work) {
        this.name = name;
        this.work = work;
        this.thread = Thread.ofVirtual().name("controller-" + name).unstarted(this::run);
    }

    Loop<K> start() {
        thread.start();
        return this;
    }

    void add(K key) {
        lock.lock();
        try {
            ready.add(key);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void addAfter(K key, Duration delay) {
        lock.lock();
        try {
            later.add(new Later<>(System.nanoTime() + delay.toNanos(), key));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (K key = next(); true; key = next()) {
                workOn(key);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private K next() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (closed) {
                    throw new InterruptedException();
                }
                long now = System.nanoTime();
                while (!later.isEmpty() && later.peek().nanos - now <= 0) {
                    ready.add(later.remove().key);
                }
                Iterator<K> first = ready.iterator();
                if (first.hasNext()) {
                    K key = first.next();
                    first.remove();
                    return key;
                }
                if (later.isEmpty()) {
                    changed.await();
                } else {
                    changed.await(later.peek().nanos - now, TimeUnit.NANOSECONDS);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void workOn(K key) throws InterruptedException {
        try {
            work.run(key);
            failures.remove(key);
        } catch (ApiException e) {
            LOG.debugf("controller refused controller=%s resource=%s error=%s", name, key, e.getMessage());
            retry(key);
        } catch (RuntimeException e) {
            LOG.errorf(e, "controller failed, it will try again controller=%s resource=%s", name, key);
            retry(key);
        }
    }

    private void retry(K key) {
        int failed = failures.merge(key, 1, Integer::sum);
        addAfter(key, Duration.ofMillis(FIRST_RETRY_MILLIS << Math.min(failed - 1, MOST_DOUBLINGS)));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
    }
}
