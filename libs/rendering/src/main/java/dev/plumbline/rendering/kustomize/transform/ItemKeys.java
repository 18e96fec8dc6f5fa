package dev.plumbline.rendering.kustomize.transform;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.Sequence;

/// The keys of one item of a merged list with their values. The single key of an empty name stands for the item itself.
///
/// @param values may be fewer than the keys
record ItemKeys(List<String> keys, List<String> values) {

    ItemKeys {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
    }

    String value(int i) {
        return i < values.size() ? values.get(i) : "";
    }

    /// The keys that any item of the list has; all of them when none has any.
    static ItemKeys used(List<List<String>> all, List<String> values, List<String> keys) {
        List<Integer> used = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            int key = i;
            if (all.stream().anyMatch(item -> key < item.size() && !item.get(key).isEmpty())) {
                used.add(i);
            }
        }
        if (used.isEmpty()) {
            return new ItemKeys(keys, values);
        }
        List<String> usedValues = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty() || used.contains(i)) {
                usedValues.add(values.get(i));
            }
        }
        return new ItemKeys(used.stream().map(keys::get).toList(), usedValues);
    }

    /// Fills a missing key of an item from an item that agrees with it in all that both have.
    static List<List<String>> completed(List<List<String>> values) {
        for (int i = 0; i < values.size(); i++) {
            List<String> one = values.get(i);
            for (int j = 0; j < values.size(); j++) {
                List<String> both = agreement(one, values.get(j));
                if (both != null) {
                    values.set(i, both);
                    values.set(j, both);
                }
            }
        }
        return values;
    }

    private static @Nullable List<String> agreement(List<String> one, List<String> other) {
        if (one.size() != other.size()) {
            return null;
        }
        boolean common = false;
        List<String> both = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i).equals(other.get(i))) {
                common = true;
            } else if (!one.get(i).isEmpty() && !other.get(i).isEmpty()) {
                return null;
            }
            both.add(one.get(i).isEmpty() ? other.get(i) : one.get(i));
        }
        return common ? both : null;
    }

    /// The first item that has all these values.
    @Nullable
    Node find(Sequence list) {
        for (Node item : list.items()) {
            boolean found = keys.getFirst().isEmpty()
                    ? Node.text(item).equals(value(0))
                    : item instanceof Mapping mapping && hasAll(mapping);
            if (found) {
                return item;
            }
        }
        return null;
    }

    private boolean hasAll(Mapping item) {
        for (int i = 0; i < keys.size(); i++) {
            Node value = item.get(keys.get(i));
            if (value == null || !Node.text(value).equals(value(i))) {
                return false;
            }
        }
        return true;
    }

    /// Puts an item in the place of those that have these values, or at the end; null only removes them. Items that
    /// are null or empty go, too.
    void place(Sequence list, @Nullable Node item) {
        boolean mappings = !keys.getFirst().isEmpty() && !values.isEmpty() && !values.getFirst().isEmpty();
        boolean placed = false;
        List<Node> kept = new ArrayList<>();
        for (Node present : list.items()) {
            if (Node.isNull(present) || (present instanceof Mapping mapping && mapping.isEmpty())) {
                continue;
            }
            if (!(present instanceof Mapping) && mappings) {
                kept.add(present);
            } else if (!isPlaceOf(present)) {
                if (!values.isEmpty()) {
                    kept.add(present);
                }
            } else {
                placed = true;
                if (item != null) {
                    kept.add(item);
                }
            }
        }
        list.items().clear();
        list.items().addAll(kept);
        if (item != null && !Node.isNull(item) && !placed) {
            list.items().add(item);
        }
    }

    private boolean isPlaceOf(Node item) {
        boolean found = false;
        for (int i = 0; i < keys.size(); i++) {
            if (i < values.size()) {
                found = keys.get(i).isEmpty()
                        ? item instanceof Scalar scalar && scalar.text().equals(values.get(i))
                        : item instanceof Mapping mapping && hasValue(mapping.get(keys.get(i)), values.get(i));
            }
            if (!found) {
                return false;
            }
        }
        return found;
    }

    /// An empty value asks only for the key.
    private static boolean hasValue(@Nullable Node value, String wanted) {
        return value != null && (wanted.isEmpty() || Node.text(value).equals(wanted));
    }
}
