package dev.plumbline.local.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.plumbline.local.supervisor.Part.Stage;

/// Starts parts as processes of one data directory, starts again the one that dies, and stops all of them in order:
/// the services first, together; then the platform they talk to.
///
/// Each part prints to `DIR/logs/NAME.log`. What runs is recorded, so that the next start on the directory finds what
/// a killed supervisor left.
public final class Supervisor implements AutoCloseable {
    private final DataDirectory data;
    private final ProcessList processes;
    private final Consumer<Progress> watcher;
    private final Map<String, Keeper> keepers = new LinkedHashMap<>();
    private boolean closed;

    /// @param data    held by the caller until this is closed
    /// @param watcher told of whatever happens to a part, from several threads
    public Supervisor(DataDirectory data, Consumer<Progress> watcher) throws IOException {
        this.data = data;
        this.watcher = watcher;
        this.processes = ProcessList.empty(data.path());
        processes.put(ProcessRecord.of(DataDirectory.SUPERVISOR, ProcessHandle.current()));
    }

    /// Starts one part and returns at once.
    public synchronized void start(Part part) throws IOException {
        if (closed) {
            throw new IllegalStateException("The supervisor of " + data.path() + " has been closed");
        }
        Path log = data.directory("logs").resolve(part.name() + ".log");
        Keeper keeper = new Keeper(part, log, processes, watcher);
        keepers.put(part.name(), keeper);
        Thread.ofVirtual().name("keeper-" + part.name()).start(keeper);
    }

    /// Blocks until every part was ready once, or the time is over.
    ///
    /// @return the parts that were not
    public List<String> awaitReady(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        List<String> late = new ArrayList<>();
        for (Keeper keeper : all()) {
            if (!keeper.awaitReady(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                late.add(keeper.part().name());
            }
        }
        return late;
    }

    /// The process id of each part that has one, in the order of their start.
    public Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (Keeper keeper : all()) {
            if (keeper.pid() > 0) {
                pids.put(keeper.part().name(), keeper.pid());
            }
        }
        return pids;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            stop(Stage.SERVICE);
            stop(Stage.PLATFORM);
            processes.clear();
        } catch (InterruptedException e) {
            all().forEach(Keeper::kill);
            Thread.currentThread().interrupt();
        }
    }

    private void stop(Stage stage) throws InterruptedException {
        List<Keeper> concerned = all().stream().filter(keeper -> keeper.part().stage() == stage).toList();
        concerned.forEach(Keeper::stop);
        for (Keeper keeper : concerned) {
            keeper.awaitEnd();
        }
    }

    private synchronized List<Keeper> all() {
        return List.copyOf(keepers.values());
    }
}
