package dev.plumbline.manifests;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.Schema.ListType;
import dev.plumbline.manifests.Schema.MapType;
import dev.plumbline.manifests.Schema.Shape;

/// Takes only the owned fields and items of a value.
///
/// A field that is owned without anything below it comes whole if it is a leaf, empty if it is a granular container;
/// items of keyed lists always bring their keys.
final class Extraction {
    private Extraction() {
    }

    static JsonNode only(JsonNode value, Schema schema, FieldSet set) {
        Shape shape = schema.shape().narrowedTo(value);
        MapType map = shape.map();
        if (map != null) {
            return value.isObject() && !map.atomic() ? onlyFields(value, map, set) : value;
        }
        ListType list = shape.list();
        if (shape.scalar() == null && list != null) {
            return value.isArray() && list.associative() ? onlyItems(value, list, set) : value;
        }
        return value;
    }

    private static JsonNode onlyFields(JsonNode value, MapType map, FieldSet set) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            PathElement element = new PathElement.Field(entry.getKey());
            FieldSet below = set.below(element);
            if (set.has(element) || !below.isEmpty()) {
                Schema type = map.type(entry.getKey());
                out.set(entry.getKey(), only(entry.getValue(), type == null ? Schema.UNTYPED : type, below));
            }
        }
        return out;
    }

    private static JsonNode onlyItems(JsonNode value, ListType list, FieldSet set) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : value) {
            PathElement name = ListItems.name(list, item);
            FieldSet below = set.below(name);
            if (!below.isEmpty()) {
                out.add(withKeys(only(item, list.items(), below), item, list));
            } else if (set.has(name)) {
                out.add(item);
            }
        }
        return out;
    }

    private static JsonNode withKeys(JsonNode owned, JsonNode item, ListType list) {
        if (owned instanceof ObjectNode object && !Values.identical(owned, item)) {
            for (String key : list.keys()) {
                JsonNode value = item.get(key);
                if (value != null) {
                    object.putIfAbsent(key, value);
                }
            }
        }
        return owned.isMissingNode() ? NullNode.instance : owned;
    }
}
