package dev.plumbline.kubernetes.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The objects of one resource with their recent history and their watchers.
///
/// The tree is read without a lock; everything else is guarded by the store's lock.
final class Shelf {
    private volatile Tree tree = Tree.EMPTY;
    private final Deque<Past> history = new ArrayDeque<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final int maxHistory;
    private long historyBytes;
    private long oldest;

    /// An event and the tree after it.
    private record Past(Event event, Tree tree) {
        int bytes() {
            return event.current().json().length;
        }
    }

    /// @param oldest changes up to this version are not in the history
    Shelf(int maxHistory, long oldest) {
        this.maxHistory = maxHistory;
        this.oldest = oldest;
    }

    Tree tree() {
        return tree;
    }

    /// Puts an object there when the store is loaded, without an event.
    void load(Stored stored) {
        tree = tree.with(stored.key(), stored);
    }

    void unload(Key key) {
        tree = tree.without(key);
    }

    void startHistoryAt(long version) {
        oldest = version;
    }

    void accept(Event event, long maxHistoryBytes) {
        Key key = event.current().key();
        tree = event.deleted() ? tree.without(key) : tree.with(key, event.current());
        Past past = new Past(event, tree);
        history.addLast(past);
        historyBytes += past.bytes();
        while (history.size() > maxHistory || (historyBytes > maxHistoryBytes && history.size() > 1)) {
            forget(history.removeFirst());
        }
        for (Watcher watcher : watchers) {
            watcher.offer(event);
        }
    }

    private void forget(Past past) {
        historyBytes -= past.bytes();
        oldest = past.event().version();
    }

    void compactTo(long version) {
        while (!history.isEmpty() && history.getFirst().event().version() <= version) {
            forget(history.removeFirst());
        }
        oldest = Math.max(oldest, version);
    }

    /// The state as of a version; `now` is the store's current one.
    Snapshot snapshotAt(long version, long now) throws ExpiredException {
        if (version < oldest) {
            throw new ExpiredException(version, oldest);
        }
        Iterator<Past> newestFirst = history.descendingIterator();
        Tree later = tree;
        while (newestFirst.hasNext()) {
            Past past = newestFirst.next();
            if (past.event().version() <= version) {
                return new Snapshot(past.tree(), version);
            }
            later = before(past.event(), past.tree());
        }
        return new Snapshot(later, Math.min(version, now));
    }

    private static Tree before(Event event, Tree after) {
        Key key = event.current().key();
        return event.previous().map(stored -> after.with(key, stored)).orElseGet(() -> after.without(key));
    }

    List<Event> eventsAfter(long version) throws ExpiredException {
        if (version < oldest) {
            throw new ExpiredException(version, oldest);
        }
        List<Event> events = new ArrayList<>();
        Iterator<Past> newestFirst = history.descendingIterator();
        while (newestFirst.hasNext()) {
            Event event = newestFirst.next().event();
            if (event.version() <= version) {
                break;
            }
            events.addFirst(event);
        }
        return events;
    }

    void add(Watcher watcher) {
        watchers.add(watcher);
    }

    void remove(Watcher watcher) {
        watchers.remove(watcher);
    }
}
