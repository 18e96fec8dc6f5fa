package dev.plumbline.audit.domain.ledger;

import java.util.List;

import dev.plumbline.messaging.Incoming;

/// The append-only record of what happened: each event once, whatever is read twice.
public interface Ledger {
    /// Records what the records say and how far their partitions were read, all or nothing.
    ///
    /// @return what it did not have before, in its order
    /// @throws UnrecordableException if one of the records can never be recorded; nothing was
    /// @throws IllegalStateException if nothing can be recorded now; trying again may help
    List<Incoming.Decoded> append(List<Incoming> records, List<Position> positions);

    /// How far each partition was read.
    List<Position> positions();
}
