package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.Schema.ListType;
import dev.plumbline.manifests.Schema.MapType;
import dev.plumbline.manifests.Schema.Shape;

/// Compares two values field by field; structured-merge-diff `typed/compare.go`.
final class ComparisonWalk {
    private final FieldSetBuilder added = new FieldSetBuilder();
    private final FieldSetBuilder modified = new FieldSetBuilder();
    private final FieldSetBuilder removed = new FieldSetBuilder();
    private final List<PathElement> path = new ArrayList<>();

    TypedValue.Comparison compare(JsonNode before, JsonNode after, Schema schema) {
        visit(before, after, schema);
        return new TypedValue.Comparison(added.build(), modified.build(), removed.build());
    }

    private void visit(@Nullable JsonNode before, @Nullable JsonNode after, Schema schema) {
        if (before != null && after != null && Values.identical(before, after)) {
            return;
        }
        Shape declared = schema.shape();
        Shape beforeShape = declared.narrowedTo(before);
        Shape afterShape = declared.narrowedTo(after);
        boolean leaf;
        if (after == null) {
            leaf = visitAs(beforeShape, before, null);
        } else if (before == null || beforeShape.sameAs(afterShape)) {
            leaf = visitAs(afterShape, before, after);
        } else {
            visitAs(beforeShape, before, after);
            leaf = visitAs(afterShape, before, after);
        }
        if (!leaf) {
            if (before == null) {
                added.add(path);
            } else if (after == null) {
                removed.add(path);
            }
        }
    }

    /// Whether the value was one leaf.
    private boolean visitAs(Shape shape, @Nullable JsonNode before, @Nullable JsonNode after) {
        MapType map = shape.map();
        ListType list = shape.list();
        if (map != null) {
            ObjectNode left = before instanceof ObjectNode object ? object : null;
            ObjectNode right = after instanceof ObjectNode object ? object : null;
            if (map.atomic() || (isEmpty(left) && isEmpty(right))) {
                leaf(before, after);
                return true;
            }
            visitFields(map, left, right);
            return false;
        }
        if (shape.scalar() == null && list != null) {
            ArrayNode left = before instanceof ArrayNode array ? array : null;
            ArrayNode right = after instanceof ArrayNode array ? array : null;
            if (!list.associative() || (isEmpty(left) && isEmpty(right))) {
                leaf(before, after);
                return true;
            }
            visitItems(list, left, right);
            return false;
        }
        leaf(before, after);
        return true;
    }

    private static boolean isEmpty(@Nullable JsonNode container) {
        return container == null || container.isEmpty();
    }

    private void leaf(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null) {
            added.add(path);
        } else if (after == null) {
            removed.add(path);
        } else if (!Values.same(before, after)) {
            modified.add(path);
        }
    }

    private void visitFields(MapType map, @Nullable ObjectNode left, @Nullable ObjectNode right) {
        if (left != null) {
            for (Map.Entry<String, JsonNode> entry : left.properties()) {
                visitField(map, entry.getKey(), entry.getValue(), right == null ? null : right.get(entry.getKey()));
            }
        }
        if (right != null) {
            for (Map.Entry<String, JsonNode> entry : right.properties()) {
                if (left == null || !left.has(entry.getKey())) {
                    visitField(map, entry.getKey(), null, entry.getValue());
                }
            }
        }
    }

    private void visitField(MapType map, String name, @Nullable JsonNode before, @Nullable JsonNode after) {
        Schema type = map.type(name);
        visitChild(new PathElement.Field(name), before, after, type == null ? Schema.UNTYPED : type);
    }

    private void visitChild(PathElement element, @Nullable JsonNode before, @Nullable JsonNode after, Schema type) {
        path.add(element);
        visit(before, after, type);
        path.removeLast();
    }

    private void visitItems(ListType list, @Nullable ArrayNode left, @Nullable ArrayNode right) {
        Map<PathElement, List<JsonNode>> before = named(list, left);
        Map<PathElement, List<JsonNode>> after = named(list, right);
        Set<PathElement> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (PathElement name : names) {
            visitNamed(name, before.getOrDefault(name, List.of()), after.getOrDefault(name, List.of()), list.items());
        }
    }

    /// Repeated items are compared as one leaf.
    private void visitNamed(PathElement name, List<JsonNode> before, List<JsonNode> after, Schema type) {
        if (before.size() <= 1 && after.size() <= 1) {
            visitChild(name, before.isEmpty() ? null : before.getFirst(), after.isEmpty() ? null : after.getFirst(),
                    type);
        } else if (before.size() >= 2 && after.size() >= 2) {
            if (!same(before, after)) {
                mark(modified, name);
            }
        } else if (before.size() >= 2) {
            if (!after.isEmpty()) {
                visitChild(name, null, after.getFirst(), type);
            }
            mark(removed, name);
        } else {
            if (!before.isEmpty()) {
                visitChild(name, before.getFirst(), null, type);
            }
            mark(added, name);
        }
    }

    private void mark(FieldSetBuilder set, PathElement name) {
        path.add(name);
        set.add(path);
        path.removeLast();
    }

    private static boolean same(List<JsonNode> before, List<JsonNode> after) {
        if (before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!Values.same(before.get(i), after.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Map<PathElement, List<JsonNode>> named(ListType list, @Nullable ArrayNode items) {
        Map<PathElement, List<JsonNode>> named = new LinkedHashMap<>();
        if (items != null) {
            for (JsonNode item : items) {
                named.computeIfAbsent(ListItems.name(list, item), _ -> new ArrayList<>(1)).add(item);
            }
        }
        return named;
    }
}
