package dev.plumbline.messaging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Order within a lane, concurrency across: what concerns one Application is done one after another, Applications do not
/// wait for each other.
public final class Lanes {
    private final ExecutorService threads;
    private final Semaphore slots;

    /// @param threads virtual threads, closed by their owner
    /// @param maxConcurrent how many lanes run at once
    public Lanes(ExecutorService threads, int maxConcurrent) {
        this.threads = threads;
        this.slots = new Semaphore(maxConcurrent);
    }

    /// Runs `task` on each item, items of one lane in their order, and returns when all are done.
    ///
    /// @return the results in the items' order
    /// @throws RuntimeException the first failure, when all lanes have ended
    public <T, R> List<R> run(List<T> items, Function<T, String> laneOf, Function<T, R> task)
            throws InterruptedException {
        Map<String, List<Integer>> lanes = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            lanes.computeIfAbsent(laneOf.apply(items.get(i)), _ -> new ArrayList<>()).add(i);
        }
        Object[] results = new Object[items.size()];
        List<Future<?>> running = new ArrayList<>(lanes.size());
        for (List<Integer> lane : lanes.values()) {
            slots.acquire();
            running.add(threads.submit(() -> {
                try {
                    lane.forEach(i -> results[i] = task.apply(items.get(i)));
                } finally {
                    slots.release();
                }
            }));
        }
        join(running);
        @SuppressWarnings("unchecked") // each slot was filled by the task
        List<R> typed = (List<R>) List.of(results);
        return typed;
    }

    private static void join(List<Future<?>> running) throws InterruptedException {
        RuntimeException failure = null;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                RuntimeException wrapped = e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException("A lane ended with an error", e.getCause());
                if (failure == null) {
                    failure = wrapped;
                } else {
                    failure.addSuppressed(wrapped);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
