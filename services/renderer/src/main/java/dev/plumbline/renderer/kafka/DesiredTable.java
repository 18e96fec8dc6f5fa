package dev.plumbline.renderer.kafka;

import org.jboss.logging.Logger;

import dev.plumbline.contracts.DesiredEvent;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Tables;
import dev.plumbline.renderer.domain.Snapshots;

/// The table of `plumbline.desired.v1` for the partitions whose requests this instance handles.
final class DesiredTable implements Tables.Listener {
    private static final Logger LOG = Logger.getLogger(DesiredTable.class);

    private final Snapshots snapshots;

    DesiredTable(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public void onRecord(Incoming record) {
        switch (record) {
            case Incoming.Decoded decoded when decoded.event() instanceof DesiredEvent event ->
                snapshots.load(decoded.origin().partition(), event);
            case Incoming.Tombstone(Incoming.Origin origin, String key) -> remove(origin.partition(), key);
            case Incoming.Undecodable bad ->
                LOG.warnf("record passed over origin=%s error=%s", bad.origin(), bad.reason());
            case Incoming.Decoded _,Incoming.Foreign _ -> LOG.debug("record passed over");
        }
    }

    private void remove(int partition, String key) {
        int slash = key.indexOf('/');
        if (slash > 0 && !key.startsWith("@", slash + 1)) {
            snapshots.remove(partition, key.substring(0, slash), ResourceId.parse(key.substring(slash + 1)));
        }
    }

    @Override
    public void onRead(int partition) {
        snapshots.complete(partition);
    }

    @Override
    public void onLost(int partition) {
        snapshots.lose(partition);
    }
}
