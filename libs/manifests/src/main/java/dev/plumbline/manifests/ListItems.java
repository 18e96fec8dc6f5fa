package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.manifests.Schema.ListType;
import dev.plumbline.manifests.Schema.MapType;

/// How items of associative lists are named.
final class ListItems {
    private ListItems() {
    }

    /// The name of an item.
    ///
    /// @throws Unnameable if it has none: a null, a nested list, an item without any key
    static PathElement name(ListType list, JsonNode item) {
        return list.keys().isEmpty() ? setItem(item) : keyedItem(list, item);
    }

    private static PathElement setItem(JsonNode item) {
        if (item.isObject()) {
            throw new Unnameable("associative list without keys has an element that's a map type");
        }
        if (item.isArray()) {
            throw new Unnameable("not supported: associative list with lists as elements");
        }
        if (item.isNull()) {
            throw new Unnameable("associative list without keys has an element that's an explicit null");
        }
        return new PathElement.Value(item);
    }

    private static PathElement keyedItem(ListType list, JsonNode item) {
        if (item.isNull()) {
            throw new Unnameable("associative list with keys may not have a null element");
        }
        if (!item.isObject()) {
            throw new Unnameable("associative list with keys may not have non-map elements");
        }
        List<PathElement.KeyField> key = new ArrayList<>(list.keys().size());
        for (String name : list.keys()) {
            JsonNode value = item.get(name);
            if (value == null) {
                value = keyDefault(list, name);
            }
            if (value != null) {
                key.add(new PathElement.KeyField(name, value));
            }
        }
        if (key.isEmpty()) {
            throw new Unnameable("associative list with keys has an element that omits all key fields "
                    + goList(list.keys()) + " (and doesn't have default values for any key fields)");
        }
        return new PathElement.Key(key);
    }

    private static @Nullable JsonNode keyDefault(ListType list, String name) {
        MapType map = list.items().shape().map();
        if (map == null) {
            throw new Unnameable("couldn't find default value for " + name
                    + ": associative list may not have non-map types");
        }
        Schema.Field field = map.fields().get(name);
        return field == null ? null : field.keyDefault();
    }

    private static String goList(List<String> names) {
        return "[\"" + String.join("\" \"", names) + "\"]";
    }

    /// An item that can't be named.
    static final class Unnameable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Unnameable(String message) {
            super(message);
        }
    }
}
