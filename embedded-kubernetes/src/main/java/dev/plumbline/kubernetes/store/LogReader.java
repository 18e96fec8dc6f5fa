package dev.plumbline.kubernetes.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/// Reads a log file from its beginning.
///
/// A torn last entry, as a crash in the middle of a write leaves it, ends the reading and says where the good part
/// ends. Damage that is followed by good entries is an error: going on would lose acknowledged writes silently.
final class LogReader {
    private final Path file;
    private final ByteBuffer bytes;

    private LogReader(Path file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /// Hands over each record; returns the length of the good part in bytes.
    static long read(Path file, Consumer<LogRecord> consumer) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE - 8) {
                throw new IOException("The log " + file + " has " + size + " bytes, more than can be read at once");
            }
            return new LogReader(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, size)).read(consumer);
        }
    }

    private long read(Consumer<LogRecord> consumer) throws IOException {
        int position = 0;
        while (position < bytes.limit()) {
            int length = goodLengthAt(position);
            if (length < 0) {
                refuseIfGoodRecordsFollow(position);
                return position;
            }
            consumer.accept(LogRecord.decode(bytes.slice(position + LogRecord.HEADER_BYTES, length)));
            position += LogRecord.HEADER_BYTES + length;
        }
        return position;
    }

    /// The length of the body of the record that begins here, or -1.
    private int goodLengthAt(int position) {
        if (bytes.limit() - position < LogRecord.HEADER_BYTES || bytes.getInt(position) != LogRecord.MAGIC) {
            return -1;
        }
        int length = bytes.getInt(position + 4);
        if (length < 0 || length > LogRecord.MAX_BODY_BYTES
                || length > bytes.limit() - position - LogRecord.HEADER_BYTES) {
            return -1;
        }
        byte[] body = new byte[length];
        bytes.get(position + LogRecord.HEADER_BYTES, body);
        return LogRecord.checksum(body, 0, length) == bytes.getInt(position + 8) ? length : -1;
    }

    private void refuseIfGoodRecordsFollow(int damaged) throws IOException {
        for (int i = damaged + 1; i <= bytes.limit() - LogRecord.HEADER_BYTES; i++) {
            if (bytes.getInt(i) == LogRecord.MAGIC && goodLengthAt(i) >= 0) {
                throw new IOException("The log " + file + " is damaged at byte " + damaged + ", and good entries follow"
                        + " at byte " + i + ": restore the file from a backup, or remove the data directory to start"
                        + " empty");
            }
        }
    }
}
