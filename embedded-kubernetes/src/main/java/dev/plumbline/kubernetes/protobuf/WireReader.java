package dev.plumbline.kubernetes.protobuf;

import java.util.Arrays;

/// Steps through the fields of one protobuf message. After [#next()], exactly one of the reading methods is called.
final class WireReader {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private final byte[] buffer;
    private final int end;
    private int at;
    private int field;
    private int wireType;

    WireReader(byte[] buffer, int start, int end) {
        this.buffer = buffer;
        this.at = start;
        this.end = end;
    }

    /// Moves to the next field; false at the end of the message.
    boolean next() {
        if (at >= end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        return true;
    }

    int field() {
        return field;
    }

    boolean isEmpty() {
        return at >= end;
    }

    long integer() {
        expect(VARINT);
        return varint();
    }

    double real() {
        expect(FIXED_64);
        require(Long.BYTES);
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits |= (buffer[at++] & 0xffL) << (8 * i);
        }
        return Double.longBitsToDouble(bits);
    }

    byte[] bytes() {
        WireReader part = message();
        return Arrays.copyOfRange(buffer, part.at, part.end);
    }

    WireReader message() {
        expect(LENGTH_DELIMITED);
        long length = varint();
        if (length < 0 || length > end - at) {
            throw truncated();
        }
        WireReader part = new WireReader(buffer, at, at + (int) length);
        at = part.end;
        return part;
    }

    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED_64 -> move(Long.BYTES);
            case FIXED_32 -> move(Integer.BYTES);
            case LENGTH_DELIMITED -> message();
            default -> throw new IllegalArgumentException("proto: illegal wireType " + wireType);
        }
    }

    private void move(int bytes) {
        require(bytes);
        at += bytes;
    }

    private void expect(int expected) {
        if (wireType != expected) {
            throw new IllegalArgumentException("proto: wrong wireType = " + wireType + " for field " + field);
        }
    }

    private void require(int bytes) {
        if (bytes > end - at) {
            throw truncated();
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            require(1);
            byte part = buffer[at++];
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("proto: integer overflow");
    }

    private static IllegalArgumentException truncated() {
        return new IllegalArgumentException("unexpected EOF");
    }
}
