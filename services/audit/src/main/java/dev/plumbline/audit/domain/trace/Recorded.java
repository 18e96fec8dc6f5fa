package dev.plumbline.audit.domain.trace;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Event;

/// An event of the ledger and its times.
///
/// @param sentAt when its writer sent it
/// @param receivedAt when the transaction began that recorded it; absent in entries of a former version
/// @param recordedAt when it was written; absent likewise
public record Recorded(Event event, Instant sentAt, @Nullable Instant receivedAt, @Nullable Instant recordedAt) {
}
