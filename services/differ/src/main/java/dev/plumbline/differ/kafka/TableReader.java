package dev.plumbline.differ.kafka;

import org.jboss.logging.Logger;

import dev.plumbline.differ.domain.Input;
import dev.plumbline.messaging.Decoder;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Outgoing;
import dev.plumbline.messaging.Tables;

import static dev.plumbline.differ.kafka.Handover.untilInterrupted;

/// Hands the tables' records to the loop.
final class TableReader implements Tables.Listener {
    private static final Logger LOG = Logger.getLogger(TableReader.class);

    private final Loop loop;
    private final Decoder decoder;
    private final OpenDrifts drifts;

    TableReader(Loop loop, Decoder decoder, OpenDrifts drifts) {
        this.loop = loop;
        this.decoder = decoder;
        this.drifts = drifts;
    }

    @Override
    public void onRecord(Incoming record) {
        drifts.follow(record);
        untilInterrupted(() -> {
            if (record instanceof Incoming.Undecodable bad) {
                loop.putPoisoned(new Input.Row(bad), new Outgoing.Publish(decoder.deadLetter(bad)));
            } else {
                loop.put(new Input.Row(record));
            }
        });
    }

    @Override
    public void onRead(int partition) {
        LOG.debugf("tables read partition=%d", partition);
        untilInterrupted(() -> loop.put(new Input.PartitionRead(partition)));
    }

    @Override
    public void onLost(int partition) {
        drifts.lost(partition);
        untilInterrupted(() -> loop.put(new Input.PartitionLost(partition)));
    }
}
