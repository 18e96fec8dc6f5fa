package dev.plumbline.rendering.kustomize.transform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.Sequence;

/// Merges lists whose items are recognised by keys, or plain values that form a set. Items of the patch come first.
///
/// Follows kyaml step by step, because what it does to items without a key, with only some of several keys, or that
/// stand twice is the outcome of its steps rather than of a rule.
final class ListMerge {
    private final StrategicMerge merge;
    private final MergeSchema.Part schema;

    ListMerge(StrategicMerge merge, MergeSchema.Part schema) {
        this.merge = merge;
        this.schema = schema;
    }

    @Nullable
    Node merge(@Nullable Node target, @Nullable Node patch) {
        Node start = start(target, patch);
        if (!(start instanceof Sequence result)) {
            return start;
        }
        Sequence from = patch instanceof Sequence sequence ? sequence : new Sequence();
        List<String> keys = schema.keys();
        if (keys.isEmpty()) {
            return mergeItems(result, from, primitives(from, result), List.of(""));
        }
        return mergeItems(result, from, keyValues(from, result, keys), keys);
    }

    private static @Nullable Node start(@Nullable Node target, @Nullable Node patch) {
        if (Node.isMissingOrNull(target)) {
            return patch;
        }
        if (Node.isNull(patch)) {
            return null;
        }
        return switch (MergeDirective.take(patch)) {
            case DELETE -> null;
            case REPLACE -> patch;
            case MERGE -> target;
        };
    }

    private static List<List<String>> primitives(Sequence patch, Sequence target) {
        Set<List<String>> values = new LinkedHashSet<>();
        patch.items().forEach(item -> values.add(List.of(Node.text(item))));
        target.items().forEach(item -> values.add(List.of(Node.text(item))));
        return new ArrayList<>(values);
    }

    private static List<List<String>> keyValues(Sequence patch, Sequence target, List<String> keys) {
        Set<List<String>> values = new LinkedHashSet<>();
        for (Sequence sequence : List.of(patch, target)) {
            for (Node item : sequence.items()) {
                List<String> value = new ArrayList<>();
                for (String key : keys) {
                    value.add(item instanceof Mapping mapping ? mapping.text(key) : "");
                }
                values.add(value);
            }
        }
        List<List<String>> list = new ArrayList<>(values);
        return keys.size() > 1 ? ItemKeys.completed(list) : list;
    }

    private Node mergeItems(Sequence target, Sequence patch, List<List<String>> values, List<String> keys) {
        Sequence added = new Sequence();
        ItemKeys last = new ItemKeys(keys, List.of());
        for (List<String> value : values) {
            last = ItemKeys.used(values, value, keys);
            ItemKeys lookup = ItemKeys.used(List.of(value), last.values(), last.keys());
            Node merged = merge.merge(lookup.find(target), lookup.find(patch), schema.items());
            if (Node.isMissingOrNull(merged) || (merged instanceof Mapping mapping && mapping.isEmpty())) {
                last.place(target, null);
            } else {
                last.place(added, withKeys(merged, last));
            }
        }
        return values.isEmpty() ? target : appended(added, target, last.keys());
    }

    /// Makes sure that an item carries the keys by which it was found.
    private static Node withKeys(@Nullable Node item, ItemKeys keys) {
        if (item instanceof Mapping mapping) {
            for (int i = 0; i < keys.keys().size(); i++) {
                String value = keys.value(i);
                if (mapping.entry(keys.keys().get(i)) == null && !value.isEmpty()) {
                    mapping.set(keys.keys().get(i), Scalar.untyped(value));
                }
            }
            return mapping;
        }
        if (item == null) {
            throw new IllegalStateException("an item to keep is missing");
        }
        return item;
    }

    private static Sequence appended(Sequence first, Sequence rest, List<String> keys) {
        for (Node item : List.copyOf(rest.items())) {
            if (keys.getFirst().isEmpty()) {
                new ItemKeys(keys, List.of(Node.text(item))).place(first, item);
                continue;
            }
            List<String> values = new ArrayList<>();
            for (String key : keys) {
                Node value = value(item, key);
                if (value == null) {
                    first.items().add(item);
                } else {
                    values.add(Node.text(value));
                }
            }
            ItemKeys found = new ItemKeys(keys, values);
            if (keys.size() > 1) {
                found.place(first, null);
            }
            found.place(first, item);
        }
        return first;
    }

    private static @Nullable Node value(Node item, String key) {
        if (item instanceof Mapping mapping) {
            return mapping.get(key);
        }
        if (Node.isNull(item)) {
            return null;
        }
        throw new KustomizeProblem("an item of a list that is merged by " + key + " must be a mapping, is "
                + Node.kindName(item));
    }
}
