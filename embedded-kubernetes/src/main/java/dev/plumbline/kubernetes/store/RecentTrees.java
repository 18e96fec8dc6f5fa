package dev.plumbline.kubernetes.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Bounds how many objects are kept parsed beside their bytes: a tree takes about ten times the room.
final class RecentTrees {
    private final AtomicReferenceArray<Stored> ring;
    private final AtomicInteger next = new AtomicInteger();

    RecentTrees(int max) {
        ring = new AtomicReferenceArray<>(max);
    }

    void remember(Stored stored) {
        int slot = Math.floorMod(next.getAndIncrement(), ring.length());
        Stored evicted = ring.getAndSet(slot, stored);
        if (evicted != null) {
            evicted.forgetTree();
        }
    }
}
