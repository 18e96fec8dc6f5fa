package dev.plumbline.kubernetes.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Bounds how many objects are kept parsed beside their bytes: a tree takes about ten times the room, and each one
/// that is kept makes collections longer.
final class RecentTrees {
    /// Larger objects are parsed each time.
    private static final int MAX_JSON_BYTES = 32 << 10;
    private final AtomicReferenceArray<Stored> ring;
    private final AtomicInteger next = new AtomicInteger();

    RecentTrees(int max) {
        ring = new AtomicReferenceArray<>(max);
    }

    /// Whether the object's tree may be kept until it is told to forget it.
    boolean remembers(Stored stored) {
        if (stored.json().length > MAX_JSON_BYTES) {
            return false;
        }
        int slot = Math.floorMod(next.getAndIncrement(), ring.length());
        Stored evicted = ring.getAndSet(slot, stored);
        if (evicted != null) {
            evicted.forgetTree();
        }
        return true;
    }
}
