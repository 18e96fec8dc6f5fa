package dev.plumbline.kubernetes.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// The file that changes are appended to. A record is with the operating system when [#append] returns, and on the
/// disk after the next [#sync].
///
/// Not a FileChannel: the interruption of a writing thread would close it.
final class Log implements AutoCloseable {
    private final RandomAccessFile file;
    private volatile boolean dirty;
    private final AtomicLong bytes;

    private Log(RandomAccessFile file, long bytes) {
        this.file = file;
        this.bytes = new AtomicLong(bytes);
    }

    /// Opens for appending after the first `goodBytes`; what follows them is cut off.
    static Log open(Path path, long goodBytes) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(goodBytes);
        file.seek(goodBytes);
        return new Log(file, goodBytes);
    }

    /// Appends are made under the store's lock.
    void append(LogRecord entry) {
        byte[] encoded = entry.encoded();
        try {
            file.write(encoded);
        } catch (IOException e) {
            throw new UncheckedIOException("A change can't be written to the log: is the disk full?", e);
        }
        bytes.addAndGet(encoded.length);
        dirty = true;
    }

    long bytes() {
        return bytes.get();
    }

    void sync() throws IOException {
        if (dirty) {
            dirty = false;
            file.getFD().sync();
        }
    }

    @Override
    public void close() throws IOException {
        file.getFD().sync();
        file.close();
    }
}
