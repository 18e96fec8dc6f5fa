package dev.plumbline.bench.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/// Many watches of one namespace, and how long an event takes to reach each of them.
///
/// The namespace holds the ConfigMap 0 of the [Workload].
final class Watching implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Workload workload;
    private final List<ApiConnection> watchers = new ArrayList<>();
    private final ExecutorService threads;

    private Watching(Workload workload, int watchers) {
        this.workload = workload;
        this.threads = Executors.newFixedThreadPool(watchers);
    }

    static Watching open(Workload workload, int watchers) throws IOException {
        Watching watching = new Watching(workload, watchers);
        for (int i = 0; i < watchers; i++) {
            ApiConnection watcher = ApiConnection.open(workload.address());
            watcher.send(workload.watchConfigMaps());
            await(watcher, "\"ADDED\"");
            watching.watchers.add(watcher);
        }
        return watching;
    }

    /// Changes the ConfigMap again and again, the next time when all watches have seen the last.
    ///
    /// @return from the sending of a change to its arrival at a watch, for each change and watch, in milliseconds
    double[] run(int events) throws IOException, InterruptedException {
        AtomicLongArray sent = new AtomicLongArray(events);
        Semaphore seen = new Semaphore(0);
        double[][] millis = new double[watchers.size()][events];
        List<Future<Void>> reading = new ArrayList<>();
        for (int i = 0; i < watchers.size(); i++) {
            ApiConnection watcher = watchers.get(i);
            double[] own = millis[i];
            reading.add(threads.submit(() -> {
                for (int event = 0; event < events; event++) {
                    await(watcher, mark(event));
                    own[event] = (System.nanoTime() - sent.get(event)) / 1e6;
                    seen.release();
                }
                return null;
            }));
        }
        try (ApiConnection writer = ApiConnection.open(workload.address())) {
            for (int event = 0; event < events; event++) {
                byte[] change = workload.putConfigMap(0, mark(event));
                sent.set(event, System.nanoTime());
                writer.exchange(change);
                if (!seen.tryAcquire(reading.size(), PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException("Not all watches got event " + event);
                }
            }
        }
        return Arrays.stream(millis).flatMapToDouble(Arrays::stream).toArray();
    }

    private static String mark(int event) {
        return "event-" + event + "-";
    }

    private static void await(ApiConnection watcher, String mark) throws IOException {
        StringBuilder arrived = new StringBuilder();
        while (arrived.indexOf(mark) < 0) {
            arrived.append(new String(watcher.next(), StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (ApiConnection watcher : watchers) {
            watcher.close();
        }
    }
}
