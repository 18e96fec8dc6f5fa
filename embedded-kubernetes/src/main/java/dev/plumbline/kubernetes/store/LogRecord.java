package dev.plumbline.kubernetes.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

import dev.plumbline.kubernetes.client.ResourceName;

/// One entry of the log: `PLR1`, length and CRC-32C of the rest, kind, version, group, plural, namespace, name, JSON.
///
/// @param json the object, empty for a deletion and for the mark that ends a snapshot
@SuppressWarnings("ArrayRecordComponent") // written once and never changed; a copy of each object would cost
record LogRecord(Kind kind, long version, ResourceName resource, Key key, byte[] json) {
    static final int MAGIC = 0x504C5231;
    static final int HEADER_BYTES = 12;
    static final int MAX_BODY_BYTES = 256 << 20;

    enum Kind {
        PUT(1), DELETE(2), END(3);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        static Kind of(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("A log entry has the unknown kind " + code);
        }
    }

    /// Ends a snapshot; without it the snapshot is incomplete.
    static LogRecord end(long version) {
        return new LogRecord(Kind.END, version, new ResourceName("", ""), new Key("", ""), new byte[0]);
    }

    byte[] encoded() {
        byte[][] texts = {utf8(resource.group()), utf8(resource.plural()), utf8(key.namespace()), utf8(key.name())};
        int length = 1 + Long.BYTES + json.length;
        for (byte[] text : texts) {
            length += Short.BYTES + text.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + length);
        buffer.putInt(MAGIC).putInt(length).putInt(0).put(kind.code).putLong(version);
        for (byte[] text : texts) {
            buffer.putShort((short) text.length).put(text);
        }
        buffer.put(json).putInt(8, checksum(buffer.array(), HEADER_BYTES, length));
        return buffer.array();
    }

    static LogRecord decode(ByteBuffer body) {
        Kind kind = Kind.of(body.get());
        long version = body.getLong();
        ResourceName resource = new ResourceName(text(body), text(body));
        Key key = new Key(text(body), text(body));
        byte[] json = new byte[body.remaining()];
        body.get(json);
        return new LogRecord(kind, version, resource, key, json);
    }

    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.getShort() & 0xFFFF];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8).intern();
    }
}
