package dev.plumbline.audit.domain.ledger;

import java.time.Instant;
import java.util.List;

import dev.plumbline.messaging.Incoming;

/// Told of each event once, after it was recorded; not again after a restart.
@FunctionalInterface
public interface Witness {
    /// Must not throw, and not wait: the next batch does.
    ///
    /// @param receivedAt when the work on the batch began
    /// @param recordedAt when its transaction was committed
    void recorded(List<Incoming.Decoded> added, Instant receivedAt, Instant recordedAt);

    /// Tells both.
    default Witness and(Witness other) {
        return (added, receivedAt, recordedAt) -> {
            recorded(added, receivedAt, recordedAt);
            other.recorded(added, receivedAt, recordedAt);
        };
    }
}
