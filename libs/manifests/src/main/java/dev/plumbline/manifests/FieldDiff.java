package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.manifests.Schema.ListType;
import dev.plumbline.manifests.Schema.MapType;

/// One field that differs between two values, for people.
///
/// @param before null if the field was not there
/// @param after  null if the field is not there any more
public record FieldDiff(FieldPath path, @Nullable JsonNode before, @Nullable JsonNode after) {

    /// What differs, in path order; whole subtrees that came or went are one entry.
    public static List<FieldDiff> between(JsonNode before, JsonNode after) {
        return between(before, after, Schema.DEDUCED);
    }

    /// Like [#between(JsonNode, JsonNode)], matching items of keyed lists by their keys.
    public static List<FieldDiff> between(JsonNode before, JsonNode after, Schema schema) {
        List<FieldDiff> found = new ArrayList<>();
        walk(FieldPath.ROOT, before, after, schema, found);
        return List.copyOf(found);
    }

    private static void walk(FieldPath path, @Nullable JsonNode before, @Nullable JsonNode after, Schema schema,
            List<FieldDiff> found) {
        if (before != null && after != null && Values.same(before, after)) {
            return;
        }
        if (before != null && after != null && before.isObject() && after.isObject()) {
            MapType map = schema.shape().map();
            walkFields(path, before, after, map, found);
        } else if (before != null && after != null && before.isArray() && after.isArray()
                && itemsHaveNames(before, after, schema.shape().list())) {
            walkItems(path, before, after, schema, found);
        } else {
            found.add(new FieldDiff(path, before, after));
        }
    }

    private static void walkFields(FieldPath path, JsonNode before, JsonNode after, @Nullable MapType map,
            List<FieldDiff> found) {
        TreeSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            Schema type = map == null ? null : map.type(name);
            walk(path.field(name), before.get(name), after.get(name), type == null ? Schema.DEDUCED : type, found);
        }
    }

    private static boolean itemsHaveNames(JsonNode before, JsonNode after, @Nullable ListType list) {
        if (list == null || !list.associative()) {
            return false;
        }
        try {
            return named(before, list).size() == before.size() && named(after, list).size() == after.size();
        } catch (ListItems.Unnameable _) {
            return false;
        }
    }

    private static void walkItems(FieldPath path, JsonNode before, JsonNode after, Schema schema,
            List<FieldDiff> found) {
        ListType list = schema.shape().list();
        if (list == null) {
            return;
        }
        int start = found.size();
        Map<PathElement, JsonNode> left = named(before, list);
        Map<PathElement, JsonNode> right = named(after, list);
        left.forEach((name, item) -> walk(path.child(name), item, right.get(name), list.items(), found));
        right.forEach((name, item) -> {
            if (!left.containsKey(name)) {
                walk(path.child(name), null, item, list.items(), found);
            }
        });
        if (found.size() == start) {
            found.add(new FieldDiff(path, before, after));
        }
    }

    private static Map<PathElement, JsonNode> named(JsonNode items, ListType list) {
        Map<PathElement, JsonNode> named = new LinkedHashMap<>();
        for (JsonNode item : items) {
            named.put(ListItems.name(list, item), item);
        }
        return named;
    }
}
