package dev.plumbline.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Identifiers that hash identity, never time: the same facts give the same id in every replay and on every machine.
public final class Ids {
    private static final int HEX_DIGITS = 32;

    private Ids() {
    }

    /// The first 128 bits, in lowercase hex, of the SHA-256 over the parts, each closed by a NUL so that no two lists of
    /// parts run together.
    public static String of(Object... parts) {
        MessageDigest digest = sha256();
        for (Object part : parts) {
            digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one has not", e);
        }
    }
}
