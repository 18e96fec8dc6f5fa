package dev.plumbline.kubernetes.requests;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.store.Event;
import dev.plumbline.kubernetes.store.ExpiredException;
import dev.plumbline.kubernetes.store.Key;
import dev.plumbline.kubernetes.store.Snapshot;
import dev.plumbline.kubernetes.store.Store;
import dev.plumbline.kubernetes.store.Stored;
import dev.plumbline.kubernetes.store.Watcher;

/// One watch: what it begins with, then the changes that its selection shows.
///
/// Used by one thread at a time; `wakeUp` is called from others when there is something to take.
public final class WatchStream implements AutoCloseable {
    private static final int MAX_WAITING = 8_192;

    private final Store store;
    private final ResourceType type;
    private final Selection selection;
    private final Watcher watcher;
    private final Deque<Entry> first = new ArrayDeque<>();
    private long version;

    /// What a client is told.
    public sealed interface Entry {

        /// An object came into the selection, changed in it, or left it.
        record ObjectChange(String type, Stored stored) implements Entry {
        }

        /// Everything up to this version was told.
        record Bookmark(long version, boolean initialEventsEnd) implements Entry {
        }

        /// The watch can't go on.
        record Failure(ObjectNode status) implements Entry {
        }
    }

    private WatchStream(Store store, ResourceType type, Selection selection, Runnable wakeUp) {
        this.store = store;
        this.type = type;
        this.selection = selection;
        this.watcher = new Watcher(MAX_WAITING, wakeUp);
    }

    static WatchStream open(Store store, Target target, Parameters parameters, Runnable wakeUp) {
        ListOptions options = ListOptions.of(parameters, true);
        Selection selection = Selection.of(target, parameters);
        long from = Versions.parseForRead(options.version());
        WatchStream stream = new WatchStream(store, target.type(), selection, wakeUp);
        boolean initial = parameters.has("sendInitialEvents") ? options.sendInitialEvents() : from == 0;
        if (initial) {
            stream.beginWithState(options.sendInitialEvents() && options.bookmarks());
        } else {
            stream.beginAfter(from == 0 ? store.version() : from);
        }
        return stream;
    }

    private void beginWithState(boolean marked) {
        Snapshot snapshot = store.watch(type.storage(), watcher);
        version = snapshot.version();
        snapshot.visit(selection.namespace(), new Key("", ""), stored -> {
            if (selection.matches(stored)) {
                first.add(new Entry.ObjectChange("ADDED", stored));
            }
            return true;
        });
        if (marked) {
            first.add(new Entry.Bookmark(version, true));
        }
    }

    private void beginAfter(long after) {
        version = after;
        try {
            store.watch(type.storage(), after, watcher);
        } catch (ExpiredException e) {
            first.add(new Entry.Failure(ApiException.expired("too old resource version: " + e.wanted() + " ("
                    + e.oldest() + ")").body()));
        }
    }

    public ResourceType type() {
        return type;
    }

    /// What there is to tell now, at most `max` entries; empty when nothing waits.
    public List<Entry> take(int max) {
        List<Entry> entries = new ArrayList<>();
        while (entries.size() < max && !first.isEmpty()) {
            entries.add(first.removeFirst());
        }
        if (entries.size() < max) {
            for (Event event : watcher.take(max - entries.size())) {
                version = Math.max(version, event.version());
                Entry entry = shown(event);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    /// Whether events were lost because the client reads too slowly: the watch must end.
    public boolean isOverrun() {
        return watcher.isOverrun();
    }

    /// A bookmark for now: all events up to its version have been taken.
    public Entry bookmark() {
        return new Entry.Bookmark(version, false);
    }

    /// A change is shown as what it means for the selection.
    private @Nullable Entry shown(Event event) {
        Stored current = event.current();
        if (!selection.namespace().isEmpty() && !current.key().namespace().equals(selection.namespace())) {
            return null;
        }
        boolean before = event.previous().filter(selection::matches).isPresent();
        if (event.deleted()) {
            return before ? new Entry.ObjectChange("DELETED", current) : null;
        }
        boolean now = selection.matches(current);
        if (now) {
            return new Entry.ObjectChange(before ? "MODIFIED" : "ADDED", current);
        }
        return before ? new Entry.ObjectChange("DELETED", left(event)) : null;
    }

    /// An object that leaves the selection is shown as it last was in it, with the version of its leaving.
    private static Stored left(Event event) {
        return event.previous().map(previous -> previous.at(event.version())).orElseThrow();
    }

    /// The JSON of a bookmark for a resource.
    public static ObjectNode json(ResourceType type, Entry.Bookmark bookmark) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("resourceVersion", Long.toString(bookmark.version()));
        if (bookmark.initialEventsEnd()) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        return object;
    }

    @Override
    public void close() {
        store.forget(type.storage(), watcher);
    }
}
