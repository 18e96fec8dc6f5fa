package dev.plumbline.local.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// One installation's directory, held by one supervisor at a time.
///
/// Who holds it is told by a file lock, which the operating system releases with its process, even on kill -9.
public final class DataDirectory implements AutoCloseable {
    static final String SUPERVISOR = "supervisor";

    private static final Duration LOOKS_EVERY = Duration.ofMillis(50);

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;
    private int stoppedLeftovers;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /// Takes the directory, creating it when missing, and stops what a killed supervisor left running there.
    ///
    /// @throws AlreadyRunningException if a supervisor holds it
    public static DataDirectory take(Path path) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(path.toAbsolutePath()).toRealPath();
        FileChannel channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new AlreadyRunningException(directory, supervisor(directory).map(ProcessHandle::pid));
        }
        DataDirectory taken = new DataDirectory(directory, channel, lock);
        taken.stopLeftovers();
        return taken;
    }

    /// Asks the supervisor of a directory to stop everything, waits until it has, and stops what a killed one left.
    ///
    /// @return whether anything ran there
    /// @throws IOException if it does not stop in time
    public static boolean stop(Path path, Duration atMost) throws IOException, InterruptedException {
        Path directory = path.toAbsolutePath();
        Optional<ProcessHandle> supervisor = supervisor(directory);
        supervisor.ifPresent(ProcessHandle::destroy);
        long end = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < end) {
            try (DataDirectory taken = take(directory)) {
                return supervisor.isPresent() || taken.stoppedLeftovers > 0;
            } catch (AlreadyRunningException stillRunning) {
                Thread.sleep(LOOKS_EVERY);
            }
        }
        throw new IOException("Plumbline on " + directory + " did not stop within " + atMost.toSeconds() + " s");
    }

    public Path path() {
        return path;
    }

    /// Made when missing.
    public Path directory(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisJvm) {
            return null;
        }
    }

    private static Optional<ProcessHandle> supervisor(Path directory) throws IOException {
        return ProcessList.read(directory).latestFirst().stream()
                .filter(process -> process.name().equals(SUPERVISOR)).findFirst().flatMap(ProcessRecord::running);
    }

    private void stopLeftovers() throws IOException, InterruptedException {
        ProcessList former = ProcessList.read(path);
        for (ProcessRecord left : former.latestFirst()) {
            Optional<ProcessHandle> process = left.running();
            if (process.isPresent() && process.get().pid() != ProcessHandle.current().pid()) {
                Ending.of(process.get()).within(Ending.GRACE);
                stoppedLeftovers++;
            }
        }
        former.clear();
    }
}
