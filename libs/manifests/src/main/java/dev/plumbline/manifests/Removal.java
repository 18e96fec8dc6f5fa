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

/// Takes fields and items out of a value; structured-merge-diff `typed/remove.go`. What becomes empty becomes null.
final class Removal {
    private Removal() {
    }

    static JsonNode without(JsonNode value, Schema schema, FieldSet set) {
        if (set.isEmpty()) {
            return value;
        }
        Shape shape = schema.shape().narrowedTo(value);
        MapType map = shape.map();
        if (map != null) {
            return value.isObject() && !value.isEmpty() && !map.atomic()
                    ? withoutFields(value, map, set)
                    : NullNode.instance;
        }
        ListType list = shape.list();
        if (shape.scalar() == null && list != null) {
            return value.isArray() && !value.isEmpty() && list.associative()
                    ? withoutItems(value, list, set)
                    : NullNode.instance;
        }
        return value;
    }

    private static JsonNode withoutFields(JsonNode value, MapType map, FieldSet set) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            PathElement element = new PathElement.Field(entry.getKey());
            if (!set.has(element)) {
                Schema type = map.type(entry.getKey());
                out.set(entry.getKey(),
                        without(entry.getValue(), type == null ? Schema.UNTYPED : type, set.below(element)));
            }
        }
        return out.isEmpty() ? NullNode.instance : out;
    }

    private static JsonNode withoutItems(JsonNode value, ListType list, FieldSet set) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : value) {
            PathElement name = ListItems.name(list, item);
            if (!set.has(name)) {
                out.add(without(item, list.items(), set.below(name)));
            }
        }
        return out.isEmpty() ? NullNode.instance : out;
    }
}
