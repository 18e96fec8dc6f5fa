package dev.plumbline.kubernetes.managedfields;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.plumbline.manifests.FieldSet;

/// What one owner owns.
///
/// @param apiVersion the version that the fields are named in
/// @param time       of its last change, to the second; null if the stored entry has none
record Entry(String apiVersion, FieldSet fields, @Nullable Instant time) {

    Entry with(FieldSet other) {
        return new Entry(apiVersion, other, time);
    }

    Entry at(@Nullable Instant other) {
        return new Entry(apiVersion, fields, other);
    }

    long seconds() {
        return time == null ? 0 : time.getEpochSecond();
    }
}
