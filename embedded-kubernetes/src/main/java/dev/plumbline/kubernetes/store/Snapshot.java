package dev.plumbline.kubernetes.store;

import java.util.function.Predicate;

/// All objects of one resource as of one version; it does not change and costs nothing to hold for a while.
public final class Snapshot {
    private final Tree tree;
    private final long version;

    Snapshot(Tree tree, long version) {
        this.tree = tree;
        this.version = version;
    }

    /// The store's version that this is the state of.
    public long version() {
        return version;
    }

    public int size() {
        return tree.size();
    }

    /// Visits the objects of a namespace (all when it is empty) after the key, in order, until the visitor returns
    /// false.
    public void visit(String namespace, Key after, Predicate<Stored> visitor) {
        Key start = new Key(namespace, "");
        Key from = after.compareTo(start) > 0 ? after : start;
        tree.visit(from, stored -> {
            if (!namespace.isEmpty() && !stored.key().namespace().equals(namespace)) {
                return false;
            }
            return stored.key().equals(after) || visitor.test(stored);
        });
    }
}
