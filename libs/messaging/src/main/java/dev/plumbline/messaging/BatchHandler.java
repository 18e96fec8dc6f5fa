package dev.plumbline.messaging;

import java.util.List;
import java.util.function.Consumer;

/// Turns consumed records into what follows from them.
@FunctionalInterface
public interface BatchHandler {
    /// Handles the records in the order of their partitions. What it gives to `outbox` is written in one transaction with
    /// the records' offsets, after it returns; if that fails, it is called again with the same records.
    ///
    /// An exception of one record is the handler's to turn into a dead letter; one that it lets pass means that nothing
    /// can be handled now (a database is away): the batch is tried again, with back-off, until it passes.
    ///
    /// @param records never [Incoming.Undecodable]: those went to the dead letters already
    void handle(List<Incoming> records, Consumer<Outgoing> outbox) throws InterruptedException;

    /// The transaction of the last call of [#handle] is committed: what was kept in memory for it holds now.
    default void committed() {
    }
}
