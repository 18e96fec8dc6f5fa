package dev.plumbline.renderer.kafka;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.jboss.logging.Logger;

import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.Checkpoint;
import dev.plumbline.contracts.Topic;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Tables;
import dev.plumbline.renderer.domain.Applications;
import dev.plumbline.renderer.domain.Checkpoints;

/// The tables of `plumbline.applications.v1` and `plumbline.checkpoints.v1`, whole.
final class DeclarationTables implements Tables.Listener {
    private static final Logger LOG = Logger.getLogger(DeclarationTables.class);

    private final Applications applications;
    private final Checkpoints checkpoints;
    private final Set<Integer> unread;
    private final CountDownLatch read = new CountDownLatch(1);

    DeclarationTables(Applications applications, Checkpoints checkpoints, Set<Integer> partitions) {
        this.applications = applications;
        this.checkpoints = checkpoints;
        this.unread = new HashSet<>(partitions);
    }

    void awaitRead() throws InterruptedException {
        read.await();
    }

    boolean isRead() {
        return read.getCount() == 0;
    }

    @Override
    public void onRecord(Incoming record) {
        switch (record) {
            case Incoming.Decoded decoded when decoded.event() instanceof ApplicationEvent event ->
                applications.apply(event);
            case Incoming.Decoded decoded when decoded.event() instanceof Checkpoint checkpoint ->
                checkpoints.apply(checkpoint);
            case Incoming.Tombstone(Incoming.Origin origin, String key) when origin.topic() == Topic.APPLICATIONS ->
                applications.forget(key);
            case Incoming.Undecodable bad ->
                LOG.warnf("record passed over origin=%s error=%s", bad.origin(), bad.reason());
            case Incoming.Decoded _,Incoming.Tombstone _,Incoming.Foreign _ -> LOG.debug("record passed over");
        }
    }

    @Override
    public void onRead(int partition) {
        unread.remove(partition);
        if (unread.isEmpty()) {
            read.countDown();
        }
    }

    @Override
    public void onLost(int partition) {
        LOG.debugf("partition is read anew partition=%d", partition);
    }
}
