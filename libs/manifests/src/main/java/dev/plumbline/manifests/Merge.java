package dev.plumbline.manifests;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.Schema.ListType;
import dev.plumbline.manifests.Schema.MapType;
import dev.plumbline.manifests.Schema.Shape;

/// Merges an applied configuration into a live value; structured-merge-diff `typed/merge.go`.
final class Merge {
    private Merge() {
    }

    /// Absent is null here; [NullNode] is a value.
    static @Nullable JsonNode merge(@Nullable JsonNode live, @Nullable JsonNode applied, Schema schema) {
        Shape declared = schema.shape();
        Shape shape = declared.narrowedTo(applied == null ? live : applied);
        MapType map = shape.map();
        if (map != null) {
            return mergeMap(live, applied, map);
        }
        ListType list = shape.list();
        return shape.scalar() == null && list != null ? mergeList(live, applied, list) : leaf(live, applied);
    }

    private static @Nullable JsonNode leaf(@Nullable JsonNode live, @Nullable JsonNode applied) {
        return applied != null ? applied : live;
    }

    private static @Nullable JsonNode mergeMap(@Nullable JsonNode live, @Nullable JsonNode applied, MapType map) {
        ObjectNode left = live instanceof ObjectNode object ? object : null;
        ObjectNode right = applied instanceof ObjectNode object ? object : null;
        boolean bothEmpty = (left == null || left.isEmpty()) && (right == null || right.isEmpty());
        if (map.atomic() || bothEmpty) {
            return leaf(live, applied);
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (left != null) {
            for (Map.Entry<String, JsonNode> entry : left.properties()) {
                String name = entry.getKey();
                put(out, name, merge(entry.getValue(), right == null ? null : right.get(name), typeOf(map, name)));
            }
        }
        if (right != null) {
            for (Map.Entry<String, JsonNode> entry : right.properties()) {
                String name = entry.getKey();
                if (left == null || !left.has(name)) {
                    put(out, name, merge(null, entry.getValue(), typeOf(map, name)));
                }
            }
        }
        return out.isEmpty() ? null : out;
    }

    private static Schema typeOf(MapType map, String name) {
        Schema type = map.type(name);
        return type == null ? Schema.UNTYPED : type;
    }

    private static void put(ObjectNode out, String name, @Nullable JsonNode value) {
        if (value != null) {
            out.set(name, value);
        }
    }

    private static @Nullable JsonNode mergeList(@Nullable JsonNode live, @Nullable JsonNode applied, ListType list) {
        ArrayNode left = live instanceof ArrayNode array ? array : null;
        ArrayNode right = applied instanceof ArrayNode array ? array : null;
        boolean bothEmpty = (left == null || left.isEmpty()) && (right == null || right.isEmpty());
        if (!list.associative() || bothEmpty) {
            return leaf(live, applied);
        }
        return new Items(list, left, right).merged();
    }

    /// Interleaves two lists: live items keep their places around the applied ones, which keep their own order.
    private static final class Items {
        private final ListType list;
        private final List<PathElement> leftNames = new ArrayList<>();
        private final List<PathElement> rightNames = new ArrayList<>();
        private final Map<PathElement, JsonNode> left = new HashMap<>();
        private final Map<PathElement, JsonNode> right = new HashMap<>();
        private final @Nullable ArrayNode live;
        private final ArrayNode out = JsonNodeFactory.instance.arrayNode();
        private final Set<PathElement> taken = new HashSet<>();
        private final Deque<PathElement> sharedOrder = new ArrayDeque<>();
        private @Nullable PathElement nextShared;

        Items(ListType list, @Nullable ArrayNode live, @Nullable ArrayNode applied) {
            this.list = list;
            this.live = live;
            if (live != null) {
                for (JsonNode item : live) {
                    PathElement name = ListItems.name(list, item);
                    leftNames.add(name);
                    // A repeated live item is not merged with an applied one, but replaced.
                    left.merge(name, item, (_, _) -> NullNode.instance);
                }
            }
            if (applied != null) {
                for (JsonNode item : applied) {
                    PathElement name = ListItems.name(list, item);
                    rightNames.add(name);
                    if (right.put(name, item) != null) {
                        throw new IllegalArgumentException(
                                "duplicate entries for key " + FieldPath.kubernetes(name));
                    }
                }
            }
        }

        @Nullable
        JsonNode merged() {
            rightNames.stream().filter(left::containsKey).forEach(sharedOrder::add);
            nextShared = sharedOrder.poll();
            int l = 0;
            int r = 0;
            while (l < leftNames.size() || r < rightNames.size()) {
                if (l < leftNames.size() && r < rightNames.size()) {
                    PathElement name = leftNames.get(l);
                    if (name.equals(rightNames.get(r))) {
                        takeApplied(name);
                        nextShared = sharedOrder.poll();
                        l++;
                        r++;
                        continue;
                    }
                    if (right.containsKey(name) && nextShared != null && !nextShared.equals(name)) {
                        l++;
                        continue;
                    }
                }
                if (l < leftNames.size()) {
                    PathElement name = leftNames.get(l);
                    if (!right.containsKey(name)) {
                        takeLive(l++);
                        continue;
                    }
                    if (taken.contains(name)) {
                        l++;
                    }
                }
                if (r < rightNames.size()) {
                    PathElement name = rightNames.get(r++);
                    takeApplied(name);
                    if (name.equals(nextShared)) {
                        nextShared = sharedOrder.poll();
                    }
                }
            }
            return out.isEmpty() ? null : out;
        }

        private void takeLive(int position) {
            JsonNode item = live == null ? null : live.get(position);
            add(merge(item, null, list.items()));
        }

        private void takeApplied(PathElement name) {
            taken.add(name);
            add(merge(left.get(name), right.get(name), list.items()));
        }

        private void add(@Nullable JsonNode item) {
            if (item != null) {
                out.add(item);
            }
        }
    }
}
