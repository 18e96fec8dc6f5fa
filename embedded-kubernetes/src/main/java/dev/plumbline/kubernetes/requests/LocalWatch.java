package dev.plumbline.kubernetes.requests;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.ObjectRef;
import dev.plumbline.kubernetes.client.Subscription;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.store.Event;
import dev.plumbline.kubernetes.store.Key;
import dev.plumbline.kubernetes.store.Snapshot;
import dev.plumbline.kubernetes.store.Stored;
import dev.plumbline.kubernetes.store.Watcher;

/// A watch of a controller: a thread that tells the listener one change after the other.
final class LocalWatch implements Subscription {
    private static final System.Logger LOG = System.getLogger(LocalWatch.class.getName());
    /// Controllers are in this process and trusted to catch up.
    private static final int MAX_WAITING = Integer.MAX_VALUE;
    private static final int BATCH = 256;

    private final Api api;
    private final Consumer<Change> listener;
    private final Semaphore ready = new Semaphore(0);
    private final Watcher watcher = new Watcher(MAX_WAITING, ready::release);
    private volatile boolean closed;
    private Runnable onClose = () -> {
    };

    private LocalWatch(Api api, Consumer<Change> listener) {
        this.api = api;
        this.listener = listener;
    }

    static LocalWatch of(Api api, ResourceType type, Consumer<Change> listener) {
        LocalWatch watch = new LocalWatch(api, listener);
        Snapshot first = api.store().watch(type.storage(), watch.watcher);
        watch.onClose = () -> api.store().forget(type.storage(), watch.watcher);
        watch.start(List.of(first));
        return watch;
    }

    static LocalWatch all(Api api, Consumer<Change> listener) {
        LocalWatch watch = new LocalWatch(api, listener);
        List<Snapshot> first = api.store().watchAll(watch.watcher);
        watch.onClose = () -> api.store().forgetAll(watch.watcher);
        watch.start(first);
        return watch;
    }

    private void start(List<Snapshot> first) {
        Thread.ofVirtual().name("controller-watch").start(() -> run(first));
    }

    private void run(List<Snapshot> first) {
        for (Snapshot snapshot : first) {
            snapshot.visit("", new Key("", ""), stored -> {
                tell(Change.Type.ADDED, stored, Optional.empty());
                return !closed;
            });
        }
        while (!closed) {
            List<Event> events = watcher.take(BATCH);
            if (events.isEmpty()) {
                ready.acquireUninterruptibly();
            }
            for (Event event : events) {
                Change.Type type = event.deleted()
                        ? Change.Type.DELETED
                        : event.previous().isPresent() ? Change.Type.MODIFIED : Change.Type.ADDED;
                tell(type, event.current(), event.previous());
            }
        }
    }

    private void tell(Change.Type type, Stored stored, Optional<Stored> previous) {
        if (closed) {
            return;
        }
        try {
            ObjectRef ref = new ObjectRef(stored.resource(), stored.key().namespace(), stored.key().name());
            listener.accept(new Change(type, ref, shown(stored), previous.map(this::shown)));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "controller failed resource=" + stored.resource() + " name="
                    + stored.key().name(), e);
        }
    }

    private ObjectNode shown(Stored stored) {
        return api.types().preferred(stored.resource().group(), stored.resource().plural())
                .map(type -> api.presentation().of(type, stored)).orElseGet(stored::tree);
    }

    @Override
    public void close() {
        closed = true;
        onClose.run();
        ready.release();
    }
}
