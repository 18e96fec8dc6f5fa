package dev.plumbline.kubernetes.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ObjectRef;
import dev.plumbline.kubernetes.client.ResourceName;

/// All objects, in one order of changes.
///
/// A change is in the log, with the operating system, before it is seen or acknowledged; it is on the disk at most
/// 50 ms later. Readers see immutable snapshots and take no lock but to name the version. A write costs the logarithm
/// of what is stored.
public final class Store implements AutoCloseable {
    /// How far back watches and continued lists may reach, for each resource.
    private static final int MAX_HISTORY = 10_000;
    private static final long MAX_HISTORY_BYTES = 32L << 20;
    private static final int MAX_RECENT_TREES = 256;

    private final Map<ResourceName, Shelf> shelves = new ConcurrentHashMap<>();
    private final List<Watcher> watchersOfAll = new CopyOnWriteArrayList<>();
    private final Links links = new Links();
    private final RecentTrees recent = new RecentTrees(MAX_RECENT_TREES);
    private final Persistence persistence;
    private long version;
    private long loadedVersion;

    private Store(Persistence persistence) {
        this.persistence = persistence;
    }

    /// Opens the store in a directory and reads what is there.
    public static Store open(Path directory) throws IOException {
        return open(directory, Persistence.MIN_LOG_BYTES);
    }

    /// @param minLogBytes as long as a log must be before a snapshot replaces it
    static Store open(Path directory, long minLogBytes) throws IOException {
        Persistence persistence = Persistence.open(directory, minLogBytes);
        try {
            Store store = new Store(persistence);
            persistence.replay(store::load);
            store.loaded();
            persistence.start(store::rotated);
            return store;
        } catch (IOException | RuntimeException e) {
            persistence.close();
            throw e;
        }
    }

    private void load(LogRecord entry) {
        version = Math.max(version, entry.version());
        Shelf shelf = shelf(entry.resource());
        shelf.tree().find(entry.key()).ifPresent(links::remove);
        switch (entry.kind()) {
            case PUT -> {
                Stored stored = new Stored(entry.resource(), entry.key(), entry.version(), entry.json(), recent);
                shelf.load(stored);
                links.add(stored);
            }
            case DELETE -> shelf.unload(entry.key());
            case END -> {
            }
        }
    }

    private void loaded() {
        loadedVersion = version;
        shelves.values().forEach(shelf -> shelf.startHistoryAt(version));
    }

    /// The version of the last change; a store's first change has version 1.
    public synchronized long version() {
        return version;
    }

    public Optional<Stored> find(ResourceName resource, Key key) {
        return shelf(resource).tree().find(key);
    }

    public int count(ResourceName resource) {
        return shelf(resource).tree().size();
    }

    /// The present state of a resource.
    public synchronized Snapshot snapshot(ResourceName resource) {
        return new Snapshot(shelf(resource).tree(), version);
    }

    /// The state of a resource as of an earlier version.
    public synchronized Snapshot snapshotAt(ResourceName resource, long at) throws ExpiredException {
        return shelf(resource).snapshotAt(at, version);
    }

    /// Creates (when `expected` is empty) or replaces the object, unless something else than `expected` is there.
    public synchronized Optional<Stored> put(ResourceName resource, Key key, Optional<Stored> expected,
            ObjectNode object) {
        Shelf shelf = shelf(resource);
        Optional<Stored> present = shelf.tree().find(key);
        if (!same(present, expected)) {
            return Optional.empty();
        }
        long next = version + 1;
        Stored stored = new Stored(resource, key, next, StoredJson.bytes(object, next), recent);
        persistence.append(new LogRecord(LogRecord.Kind.PUT, next, resource, key, stored.json()));
        version = next;
        present.ifPresent(links::remove);
        links.add(stored);
        publish(shelf, new Event(next, present, stored, false));
        return Optional.of(stored);
    }

    /// Removes the object, unless something else than `expected` is there; `last` is what watchers are shown.
    public synchronized Optional<Stored> remove(Stored expected, ObjectNode last) {
        Shelf shelf = shelf(expected.resource());
        Optional<Stored> present = shelf.tree().find(expected.key());
        if (!same(present, Optional.of(expected))) {
            return Optional.empty();
        }
        long next = version + 1;
        Stored gone = new Stored(expected.resource(), expected.key(), next, StoredJson.bytes(last, next), recent);
        persistence
                .append(new LogRecord(LogRecord.Kind.DELETE, next, expected.resource(), expected.key(), new byte[0]));
        version = next;
        links.remove(expected);
        publish(shelf, new Event(next, present, gone, true));
        return Optional.of(gone);
    }

    private static boolean same(Optional<Stored> present, Optional<Stored> expected) {
        return present.map(Stored::version).equals(expected.map(Stored::version));
    }

    private void publish(Shelf shelf, Event event) {
        shelf.accept(event, MAX_HISTORY_BYTES);
        for (Watcher watcher : watchersOfAll) {
            watcher.offer(event);
        }
    }

    /// Starts a watch from now on; the snapshot is what it begins with.
    public synchronized Snapshot watch(ResourceName resource, Watcher watcher) {
        shelf(resource).add(watcher);
        return snapshot(resource);
    }

    /// Starts a watch with the changes after a version.
    public synchronized void watch(ResourceName resource, long after, Watcher watcher) throws ExpiredException {
        Shelf shelf = shelf(resource);
        watcher.prefill(shelf.eventsAfter(after));
        shelf.add(watcher);
    }

    /// Starts a watch of everything; the snapshots, one for each resource, are what it begins with.
    public synchronized List<Snapshot> watchAll(Watcher watcher) {
        watchersOfAll.add(watcher);
        return everything();
    }

    /// Ends a watch.
    public void forget(ResourceName resource, Watcher watcher) {
        shelf(resource).remove(watcher);
    }

    /// Ends a watch of everything.
    public void forgetAll(Watcher watcher) {
        watchersOfAll.remove(watcher);
    }

    public Optional<ObjectRef> findByUid(String uid) {
        return links.find(uid);
    }

    /// The objects whose ownerReferences name the uid.
    public List<ObjectRef> ownedBy(String uid) {
        return links.ownedBy(uid);
    }

    /// All resources of which an object was ever stored since the start.
    public List<ResourceName> resources() {
        return List.copyOf(shelves.keySet());
    }

    /// Forgets the history up to a version, as etcd's compaction does.
    public synchronized void compactTo(long upTo) {
        shelves.values().forEach(shelf -> shelf.compactTo(upTo));
        loadedVersion = Math.max(loadedVersion, upTo);
    }

    private synchronized List<Snapshot> rotated() {
        persistence.rotate(version);
        return everything();
    }

    private synchronized List<Snapshot> everything() {
        List<Snapshot> all = new ArrayList<>();
        shelves.values().forEach(shelf -> all.add(new Snapshot(shelf.tree(), version)));
        if (all.isEmpty()) {
            all.add(new Snapshot(Tree.EMPTY, version));
        }
        return all;
    }

    private Shelf shelf(ResourceName resource) {
        return shelves.computeIfAbsent(resource, _ -> new Shelf(MAX_HISTORY, loadedVersion));
    }

    @Override
    public void close() throws IOException {
        persistence.close();
    }
}
