package dev.plumbline.rendering.yaml;

import java.util.ArrayList;
import java.util.List;

/// A list of nodes that changes in place.
public final class Sequence implements Node {
    private final List<Node> items;
    private final List<Integer> lines = new ArrayList<>();

    public Sequence() {
        this(new ArrayList<>());
    }

    void read(Node item, int line) {
        items.add(item);
        lines.add(line);
    }

    /// Line of an item in its file, counted from 1, as long as the list is as it was read; otherwise 0.
    public int line(int index) {
        return lines.size() == items.size() ? lines.get(index) : 0;
    }

    private Sequence(List<Node> items) {
        this.items = items;
    }

    /// The items themselves: a change of this list changes the sequence.
    public List<Node> items() {
        return items;
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    @Override
    public Sequence copy() {
        List<Node> copies = new ArrayList<>(items.size());
        for (Node item : items) {
            copies.add(item.copy());
        }
        return new Sequence(copies);
    }
}
