package dev.plumbline.kubernetes.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// The files of a store: `log-N` holds changes after version N, `snapshot-N` the state at version N. Held by one
/// process at a time.
final class DataDirectory implements AutoCloseable {
    private final Path directory;
    private final FileChannel lockFile;

    private DataDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    static DataDirectory lock(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel lockFile = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (!isLocked(lockFile)) {
            lockFile.close();
            throw new IOException("The data directory " + directory
                    + " is held by another process: stop that one or choose another --data");
        }
        return new DataDirectory(directory, lockFile);
    }

    private static boolean isLocked(FileChannel lockFile) throws IOException {
        try {
            @Nullable
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path log(long after) {
        return directory.resolve(numbered("log-", after));
    }

    Path snapshot(long version) {
        return directory.resolve(numbered("snapshot-", version));
    }

    Path unfinishedSnapshot() {
        return directory.resolve("snapshot.tmp");
    }

    Optional<Long> newestSnapshot() throws IOException {
        List<Long> versions = versions("snapshot-");
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    /// The versions after which logs begin, ascending.
    List<Long> logs() throws IOException {
        return versions("log-");
    }

    /// Removes what a snapshot has made superfluous.
    void removeBefore(long version) throws IOException {
        for (String prefix : List.of("log-", "snapshot-")) {
            for (long old : versions(prefix)) {
                if (old < version) {
                    Files.deleteIfExists(directory.resolve(numbered(prefix, old)));
                }
            }
        }
    }

    private List<Long> versions(String prefix) throws IOException {
        List<Long> versions = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.startsWith(prefix)) {
                    versions.add(Long.parseLong(name.substring(prefix.length())));
                }
            }
        }
        versions.sort(null);
        return versions;
    }

    private static String numbered(String prefix, long version) {
        return String.format(Locale.ROOT, "%s%019d", prefix, version);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
