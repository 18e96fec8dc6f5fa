package dev.plumbline.audit.kafka;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import dev.plumbline.audit.domain.ledger.Appends;
import dev.plumbline.audit.domain.ledger.Ledger;
import dev.plumbline.audit.domain.ledger.Position;
import dev.plumbline.audit.domain.ledger.UnrecordableException;
import dev.plumbline.audit.domain.ledger.Witness;
import dev.plumbline.messaging.BatchHandler;
import dev.plumbline.messaging.Decoder;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Outbox;
import dev.plumbline.messaging.Outgoing;

/// Records a batch in the ledger.
///
/// The batch is one database transaction with its positions; the group's offsets in Kafka follow. What was recorded
/// before a crash in between is known by its position when it is read again.
public final class LedgerHandler implements BatchHandler {
    private static final Logger LOG = Logger.getLogger(LedgerHandler.class);

    private final Ledger ledger;
    private final Positions positions;
    private final Appends appends;
    private final Decoder decoder;
    private final Outbox outbox;
    private final Witness witness;
    private final InstantSource clock;

    public LedgerHandler(Ledger ledger, Positions positions, Appends appends, Decoder decoder, Outbox outbox,
            Witness witness, InstantSource clock) {
        this.ledger = ledger;
        this.positions = positions;
        this.appends = appends;
        this.decoder = decoder;
        this.outbox = outbox;
        this.witness = witness;
        this.clock = clock;
    }

    @Override
    public void handle(List<Incoming> records, Consumer<Outgoing> followUps) {
        List<Incoming> unread = records.stream().filter(positions::isNew).toList();
        if (unread.isEmpty()) {
            return;
        }
        try {
            append(unread, unread);
        } catch (UnrecordableException e) {
            LOG.warnf("batch holds a record that cannot be kept, its records are taken one by one error=%s",
                    e.getMessage());
            unread.forEach(this::appendAlone);
        }
        appends.announce();
    }

    /// The dead letter is written before the position moves past its record, in a transaction of its own: a crash in
    /// between sends it again, under the same id.
    private void appendAlone(Incoming record) {
        try {
            append(List.of(record), List.of(record));
        } catch (UnrecordableException e) {
            if (record instanceof Incoming.Decoded decoded) {
                outbox.transact(List.of(new Outgoing.Publish(decoder.deadLetter(decoded, e))));
            }
            append(List.of(), List.of(record));
        }
    }

    private void append(List<Incoming> recorded, List<Incoming> read) {
        List<Position> reached = positions.after(read);
        Instant received = clock.instant();
        List<Incoming.Decoded> added = ledger.append(recorded, reached);
        positions.reached(reached);
        witness.recorded(added, received, clock.instant());
    }
}
