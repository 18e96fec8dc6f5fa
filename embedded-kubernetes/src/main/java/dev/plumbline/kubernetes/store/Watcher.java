package dev.plumbline.kubernetes.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The events that one watch has not taken yet. Bounded: a reader that falls too far behind is cut off, never waited
/// for.
public final class Watcher {
    private final Deque<Event> waiting = new ArrayDeque<>();
    private final int maxWaiting;
    private final Runnable wakeUp;
    private boolean overrun;

    /// @param wakeUp called, on the writer's thread, when something waits that did not before; it must only schedule
    public Watcher(int maxWaiting, Runnable wakeUp) {
        this.maxWaiting = maxWaiting;
        this.wakeUp = wakeUp;
    }

    /// Takes up to `max` events in their order; empty when none waits.
    public synchronized List<Event> take(int max) {
        List<Event> taken = new ArrayList<>(Math.min(max, waiting.size()));
        while (taken.size() < max && !waiting.isEmpty()) {
            taken.add(waiting.removeFirst());
        }
        return taken;
    }

    /// Whether events were dropped because the reader was too slow; nothing comes after that.
    public synchronized boolean isOverrun() {
        return overrun;
    }

    void offer(Event event) {
        boolean wasIdle;
        synchronized (this) {
            if (overrun) {
                return;
            }
            wasIdle = waiting.isEmpty();
            if (waiting.size() >= maxWaiting) {
                overrun = true;
                waiting.clear();
                wasIdle = true;
            } else {
                waiting.addLast(event);
            }
        }
        if (wasIdle) {
            wakeUp.run();
        }
    }

    /// Events from before the watcher was registered; they do not count against its bound.
    synchronized void prefill(List<Event> events) {
        waiting.addAll(events);
    }
}
