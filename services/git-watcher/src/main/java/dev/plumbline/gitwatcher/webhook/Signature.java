package dev.plumbline.gitwatcher.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.plumbline.gitwatcher.domain.Secret;

/// HMAC-SHA256 over what was signed, and comparisons whose time says nothing about the secret.
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {
    }

    static byte[] of(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    /// Whether a header holds `prefix` and the hexadecimal signature of the body.
    static boolean isHexOf(Optional<String> header, String prefix, Delivery delivery, Secret secret) {
        if (header.isEmpty() || !header.get().startsWith(prefix)) {
            return false;
        }
        byte[] expected = HexFormat.of().formatHex(of(secret.bytes(), delivery.body()))
                .getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, bytes(header.get().substring(prefix.length())));
    }

    /// Compares digests of both, so that not even a difference in length shows.
    static boolean isSame(String one, String other) {
        byte[] key = {1};
        return MessageDigest.isEqual(of(key, bytes(one)), of(key, bytes(other)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
