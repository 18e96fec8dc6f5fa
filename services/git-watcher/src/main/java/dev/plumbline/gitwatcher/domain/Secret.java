package dev.plumbline.gitwatcher.domain;

import java.nio.charset.StandardCharsets;

/// A value that is never shown.
///
/// @param value as configured
public record Secret(String value) {
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
