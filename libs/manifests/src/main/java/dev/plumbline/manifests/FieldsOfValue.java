package dev.plumbline.manifests;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.manifests.Schema.ListType;
import dev.plumbline.manifests.Schema.MapType;
import dev.plumbline.manifests.Schema.Shape;

/// The fields that a value mentions; structured-merge-diff `typed/tofieldset.go`.
final class FieldsOfValue {
    private FieldsOfValue() {
    }

    static FieldSet of(JsonNode value, Schema schema) {
        FieldSetBuilder root = new FieldSetBuilder();
        walk(value, schema, root, null);
        return root.build();
    }

    /// @param self the name of `value` in `parent`; null at the root, which nobody owns
    private static void walk(JsonNode value, Schema schema, FieldSetBuilder parent, @Nullable PathElement self) {
        Shape shape = schema.shape().narrowedTo(value);
        MapType map = shape.map();
        ListType list = shape.list();
        boolean leaf = map != null ? map.atomic() : shape.scalar() != null || (list != null && !list.associative());
        if (leaf) {
            if (self != null) {
                parent.addMember(self);
            }
            return;
        }
        FieldSetBuilder node = self == null ? parent : parent.child(self);
        if (map != null && value.isObject()) {
            walkFields(value, map, node);
        } else if (list != null && value.isArray()) {
            walkItems(value, list, node);
        }
    }

    private static void walkFields(JsonNode value, MapType map, FieldSetBuilder node) {
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            PathElement element = new PathElement.Field(entry.getKey());
            JsonNode child = entry.getValue();
            Schema type = map.type(entry.getKey());
            walk(child, type == null ? Schema.UNTYPED : type, node, element);
            if (child.isNull() || (child.isObject() && child.isEmpty())
                    || !map.fields().containsKey(entry.getKey())) {
                node.addMember(element);
            }
        }
    }

    private static void walkItems(JsonNode value, ListType list, FieldSetBuilder node) {
        Map<PathElement, JsonNode> items = HashMap.newHashMap(value.size());
        Set<PathElement> repeated = new HashSet<>();
        for (JsonNode item : value) {
            PathElement name = ListItems.name(list, item);
            if (items.putIfAbsent(name, item) != null) {
                repeated.add(name);
            }
        }
        items.forEach((name, item) -> {
            if (!repeated.contains(name)) {
                walk(item, list.items(), node, name);
            }
            node.addMember(name);
        });
    }
}
