package dev.plumbline.local.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.plumbline.local.supervisor.Progress.Died;
import dev.plumbline.local.supervisor.Progress.Ready;
import dev.plumbline.local.supervisor.Progress.Started;
import dev.plumbline.local.supervisor.Progress.Stopped;

/// Keeps one part running: starts it, tells when it is ready, starts it again when it dies.
final class Keeper implements Runnable {
    private static final Duration LOOKS_EVERY = Duration.ofMillis(50);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    /// A part that died is running again within 10 s.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final long LOG_LIMIT_BYTES = 16L * 1024 * 1024;
    private static final int SHOWN_LINES = 5;
    private static final int NOT_STARTED = -1;
    /// Ctrl-C reaches every process of the terminal; only the supervisor may act on it, or the broker would go
    /// before its clients. A signal that is ignored at exec stays ignored.
    private static final List<String> DEAF_TO_THE_TERMINAL = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"",
            "plumbline");

    private final Part part;
    private final Path log;
    private final ProcessList processes;
    private final Consumer<Progress> watcher;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Process process;
    private boolean stopping;

    Keeper(Part part, Path log, ProcessList processes, Consumer<Progress> watcher) {
        this.part = part;
        this.log = log;
        this.processes = processes;
        this.watcher = watcher;
    }

    Part part() {
        return part;
    }

    boolean awaitReady(Duration atMost) throws InterruptedException {
        return ready.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The process as of now, -1 while there is none.
    long pid() {
        Process current = process;
        return current == null ? -1 : current.pid();
    }

    @Override
    public void run() {
        Duration pause = FIRST_PAUSE;
        try {
            do {
                boolean wasReady = runOnce();
                pause = wasReady ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Starts the process and stays until it ends.
    ///
    /// @return whether it was ready meanwhile
    private boolean runOnce() throws InterruptedException {
        boolean wasReady = false;
        try {
            rotate();
            long from = Files.exists(log) ? Files.size(log) : 0;
            Process started = start();
            if (started == null) {
                return false;
            }
            // Never under this keeper's lock: the watcher may ask other keepers for their processes.
            watcher.accept(new Started(part.name(), started.pid()));
            wasReady = awaitReadiness(started, from);
            int code = started.waitFor();
            if (!isStopping()) {
                watcher.accept(new Died(part.name(), code, lastLines(from)));
            }
        } catch (IOException e) {
            watcher.accept(new Died(part.name(), NOT_STARTED, List.of(String.valueOf(e.getMessage()))));
        }
        return wasReady;
    }

    /// Asks it to end; [#awaitEnd] waits for it.
    synchronized void stop() {
        stopping = true;
        stopped.countDown();
        Process current = process;
        if (current != null) {
            current.destroy();
        }
    }

    /// Ends it at once, without a chance to clean up.
    synchronized void kill() {
        stop();
        Process current = process;
        if (current != null) {
            current.destroyForcibly();
        }
    }

    void awaitEnd() throws InterruptedException {
        Process last = process;
        if (last != null) {
            Ending.of(last.toHandle()).within(part.endsWithin());
        }
        watcher.accept(new Stopped(part.name()));
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized @Nullable Process start() throws IOException {
        if (stopping) {
            return null;
        }
        List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.addAll(part.command());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(part.environment());
        Process started = builder.start();
        started.getOutputStream().close();
        process = started;
        processes.put(ProcessRecord.of(part.name(), started.toHandle()));
        return started;
    }

    private boolean awaitReadiness(Process started, long from) throws InterruptedException {
        long begin = System.nanoTime();
        while (!started.waitFor(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            if (part.health().isReady(log, from) && started.isAlive()) {
                watcher.accept(new Ready(part.name(), Duration.ofNanos(System.nanoTime() - begin)));
                ready.countDown();
                return true;
            }
        }
        return false;
    }

    private void rotate() throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<String> lastLines(long from) throws IOException {
        byte[] content = Files.readAllBytes(log);
        int start = (int) Math.min(from, content.length);
        List<String> lines = new String(content, start, content.length - start, StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
