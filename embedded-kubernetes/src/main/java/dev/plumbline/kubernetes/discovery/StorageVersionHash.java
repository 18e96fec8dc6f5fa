package dev.plumbline.kubernetes.discovery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

import dev.plumbline.kubernetes.resources.ResourceType;

/// A short name for the version that a resource is stored in; clients only compare it.
final class StorageVersionHash {
    private static final int BYTES = 8;

    private StorageVersionHash() {
    }

    static String of(ResourceType type) {
        String text = type.group() + "/" + type.version() + "/" + type.kind();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
