package dev.plumbline.gitwatcher.kafka;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.Checkpoint;
import dev.plumbline.contracts.Topic;
import dev.plumbline.gitwatcher.domain.Watches;
import dev.plumbline.gitwatcher.domain.Watchlist;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Tables;

/// The tables of `plumbline.applications.v1` and `plumbline.checkpoints.v1`, whole: what to watch and from where on.
///
/// Called by the reader's thread alone, but for [#checkpoints(String)] and [#isRead()].
final class WatchTables implements Tables.Listener {
    private static final Logger LOG = Logger.getLogger(WatchTables.class);

    private final Watchlist watchlist;
    private final Watches watches;
    private final Set<Integer> unread;
    private final Map<String, Map<String, Checkpoint>> checkpoints = new ConcurrentHashMap<>();
    private volatile boolean read;

    /// @param watches told what is to be watched, once all is read and then at every change
    WatchTables(Watchlist watchlist, Set<Integer> partitions, Watches watches) {
        this.watchlist = watchlist;
        this.unread = new HashSet<>(partitions);
        this.watches = watches;
    }

    /// Where the refs of a repository stand, by ref.
    Map<String, Checkpoint> checkpoints(String repository) {
        return new HashMap<>(checkpoints.getOrDefault(repository, Map.of()));
    }

    boolean isRead() {
        return read;
    }

    @Override
    public void onRecord(Incoming record) {
        switch (record) {
            case Incoming.Decoded(_, _, ApplicationEvent event, _, _) -> {
                watchlist.apply(event);
                tell();
            }
            case Incoming.Decoded(_, _, Checkpoint checkpoint, _, _) -> checkpoints
                    .computeIfAbsent(checkpoint.repository(), _ -> new ConcurrentHashMap<>())
                    .put(checkpoint.ref(), checkpoint);
            case Incoming.Tombstone(Incoming.Origin origin, String key) when origin.topic() == Topic.APPLICATIONS -> {
                watchlist.forget(key);
                tell();
            }
            case Incoming.Undecodable bad -> LOG.warnf("record passed over origin=%s error=%s", bad.origin(),
                    bad.reason());
            case Incoming.Decoded _,Incoming.Tombstone _,Incoming.Foreign _ -> LOG.debugf("record passed over");
        }
    }

    @Override
    public void onRead(int partition) {
        unread.remove(partition);
        if (unread.isEmpty() && !read) {
            read = true;
            tell();
        }
    }

    /// The one instance keeps all partitions; a partition that is read anew replaces what is known key by key.
    @Override
    public void onLost(int partition) {
        LOG.debugf("partition is read anew partition=%d", partition);
    }

    private void tell() {
        if (read) {
            watches.follow(watchlist.repositories(), this::checkpoints);
        }
    }
}
