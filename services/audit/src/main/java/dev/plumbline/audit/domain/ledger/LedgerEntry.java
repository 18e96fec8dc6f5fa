package dev.plumbline.audit.domain.ledger;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// One event as the ledger keeps it.
///
/// @param sequence from 1, without gaps, in the order in which the events became known
/// @param eventId the CloudEvents id: unique in the ledger
/// @param type the CloudEvents type
/// @param subject the key of the event's record
/// @param topic where it was read, with `partition` and `offset`
/// @param time when it was sent
/// @param traceId of the commit or drift that it is about; absent for states
/// @param body the event as JSON text
public record LedgerEntry(long sequence, String eventId, String type, String subject, String topic, int partition,
        long offset, Instant time, @Nullable String traceId, String body) {
}
