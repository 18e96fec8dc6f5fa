package dev.plumbline.kubernetes.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// Keeps a store's changes in a directory: appends to the newest log, syncs it every 50 ms, and replaces logs by a
/// snapshot once they have grown.
final class Persistence implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Persistence.class.getName());
    private static final long SYNC_EVERY_MILLIS = 50;
    /// A log is replaced when it is this long and twice as long as the last snapshot.
    static final long MIN_LOG_BYTES = 64L << 20;

    private final DataDirectory directory;
    private final long minLogBytes;
    private volatile @Nullable Log log;
    private long snapshotBytes;
    private volatile boolean closed;
    private @Nullable Thread syncing;

    private Persistence(DataDirectory directory, long minLogBytes) {
        this.directory = directory;
        this.minLogBytes = minLogBytes;
    }

    static Persistence open(Path path, long minLogBytes) throws IOException {
        return new Persistence(DataDirectory.lock(path), minLogBytes);
    }

    /// Hands over the newest snapshot and what was logged since, then opens the log for appending.
    void replay(Consumer<LogRecord> consumer) throws IOException {
        long from = directory.newestSnapshot().orElse(0L);
        if (from > 0) {
            readSnapshot(from, consumer);
        }
        List<Long> logs = directory.logs().stream().filter(start -> start >= from).toList();
        long good = 0;
        long newest = from;
        for (long start : logs) {
            if (newest < start && good < Files.size(directory.log(newest))) {
                throw new IOException("The log " + directory.log(newest) + " is damaged at byte " + good
                        + ", and a later log follows: restore the file from a backup, or remove the data directory to"
                        + " start empty");
            }
            newest = start;
            good = LogReader.read(directory.log(start), consumer);
        }
        log = Log.open(directory.log(newest), good);
    }

    private void readSnapshot(long at, Consumer<LogRecord> consumer) throws IOException {
        Path file = directory.snapshot(at);
        boolean[] complete = {false};
        snapshotBytes = LogReader.read(file, entry -> {
            complete[0] = entry.kind() == LogRecord.Kind.END;
            consumer.accept(entry);
        });
        if (!complete[0]) {
            throw new IOException("The snapshot " + file + " is damaged: restore the file from a backup, or remove the"
                    + " data directory to start empty");
        }
    }

    /// Starts syncing; `rotated` calls [#rotate] and gives a view of everything as of that moment.
    void start(Supplier<List<Snapshot>> rotated) {
        syncing = Thread.ofPlatform().daemon().name("store-sync").start(() -> {
            while (!closed) {
                pause();
                if (!closed) {
                    syncAndShrink(rotated);
                }
            }
        });
    }

    private void pause() {
        try {
            Thread.sleep(SYNC_EVERY_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void syncAndShrink(Supplier<List<Snapshot>> rotated) {
        Log current = log;
        if (current == null) {
            return;
        }
        try {
            current.sync();
            if (current.bytes() > Math.max(minLogBytes, 2 * snapshotBytes)) {
                shrink(current, rotated);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.ERROR, "The log can't be synced: writes since may be lost in a crash", e);
        }
    }

    void append(LogRecord entry) {
        Log current = log;
        if (current == null) {
            throw new IllegalStateException("The store is closed");
        }
        current.append(entry);
    }

    /// Starts a new log for the changes after a version; called under the lock that appends are made under.
    void rotate(long version) {
        try {
            log = Log.open(directory.log(version), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("A new log can't be opened: is the disk full?", e);
        }
    }

    /// Writes a snapshot beside the new log, then removes what it replaces.
    private void shrink(Log old, Supplier<List<Snapshot>> rotated) throws IOException {
        List<Snapshot> all = rotated.get();
        long at = all.getFirst().version();
        Path unfinished = directory.unfinishedSnapshot();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
            for (Snapshot snapshot : all) {
                writeAll(out, snapshot);
            }
            write(out, LogRecord.end(at));
        }
        try (Log written = Log.open(unfinished, Files.size(unfinished))) {
            snapshotBytes = written.bytes();
        }
        Files.move(unfinished, directory.snapshot(at), StandardCopyOption.ATOMIC_MOVE);
        old.close();
        directory.removeBefore(at);
    }

    private static void writeAll(OutputStream out, Snapshot snapshot) {
        snapshot.visit("", new Key("", ""), stored -> {
            write(out, new LogRecord(LogRecord.Kind.PUT, stored.version(), stored.resource(), stored.key(),
                    stored.json()));
            return true;
        });
    }

    private static void write(OutputStream out, LogRecord entry) {
        try {
            out.write(entry.encoded());
        } catch (IOException e) {
            throw new UncheckedIOException("A snapshot can't be written: is the disk full?", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        Thread thread = syncing;
        if (thread != null) {
            thread.interrupt();
            join(thread);
        }
        Log current = log;
        if (current != null) {
            current.close();
        }
        directory.close();
    }
}
