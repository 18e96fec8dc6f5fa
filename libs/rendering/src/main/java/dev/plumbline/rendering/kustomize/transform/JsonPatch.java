package dev.plumbline.rendering.kustomize.transform;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.yaml.GoJson;

/// A JSON patch (RFC 6902) with the habits of the Go library that kustomize uses: negative indexes count from the end,
/// a number equals another one only if it is written alike, and a field to replace or copy may be missing.
record JsonPatch(List<Operation> operations) {

    JsonPatch {
        operations = List.copyOf(operations);
    }

    /// One step; `from` is empty and `value` null where the operation has none.
    record Operation(String op, String path, String from, JsonNode value) {
    }

    /// @throws KustomizeProblem when the value is no list of operations
    static JsonPatch of(JsonNode patch) {
        if (!patch.isArray()) {
            throw new KustomizeProblem("a JSON patch must be a list of operations");
        }
        List<Operation> operations = new ArrayList<>();
        for (JsonNode operation : patch) {
            if (!operation.isObject()) {
                throw new KustomizeProblem("an operation of a JSON patch must be a mapping");
            }
            operations.add(new Operation(operation.path("op").asText(), operation.path("path").asText(),
                    operation.path("from").asText(),
                    operation.has("value") ? operation.path("value") : NullNode.instance));
        }
        return new JsonPatch(operations);
    }

    /// Changes the object in place.
    ///
    /// @throws KustomizeProblem when an operation does not apply or a test fails
    void applyTo(ObjectNode object) {
        for (Operation operation : operations) {
            String path = operation.path;
            switch (operation.op) {
                case "add" -> add(object, path, operation.value.deepCopy(), "add");
                case "remove" -> remove(object, path, "remove");
                case "replace" -> replace(object, path, operation.value.deepCopy());
                case "move" -> {
                    JsonNode moved = get(object, operation.from, "move");
                    remove(object, operation.from, "move");
                    add(object, path, moved, "move");
                }
                case "copy" -> copy(object, operation.from, path);
                case "test" -> test(object, path, operation.value);
                default -> throw new KustomizeProblem("unexpected kind of JSON patch operation: \"" + operation.op
                        + "\"");
            }
        }
    }

    private static void add(ObjectNode root, String path, JsonNode value, String op) {
        JsonNode parent = parent(root, path);
        String key = key(path);
        switch (parent) {
            case ObjectNode object -> object.set(key, value);
            case ArrayNode array when key.equals("-") -> array.add(value);
            case ArrayNode array -> array.insert(index(key, array.size(), array.size() + 1, path, op), value);
            case null, default -> throw missing(path, op);
        }
    }

    private static void remove(ObjectNode root, String path, String op) {
        JsonNode parent = parent(root, path);
        String key = key(path);
        switch (parent) {
            case ObjectNode object when object.has(key) -> object.remove(key);
            case ArrayNode array -> array.remove(index(key, array.size(), array.size(), path, op));
            case null, default -> throw missing(path, op);
        }
    }

    private static void replace(ObjectNode root, String path, JsonNode value) {
        JsonNode parent = parent(root, path);
        String key = key(path);
        switch (parent) {
            case ObjectNode object -> object.set(key, value);
            case ArrayNode array -> array.set(index(key, array.size(), array.size(), path, "replace"), value);
            case null, default -> throw missing(path, "replace");
        }
    }

    private static void copy(ObjectNode root, String from, String path) {
        JsonNode parent = parent(root, from);
        if (parent == null) {
            throw missing(from, "copy");
        }
        JsonNode found = find(parent, key(from));
        add(root, path, found == null ? NullNode.instance : found.deepCopy(), "copy");
    }

    private static JsonNode get(ObjectNode root, String path, String op) {
        JsonNode found = find(parent(root, path), key(path));
        if (found == null) {
            throw missing(path, op);
        }
        return found;
    }

    private static void test(ObjectNode root, String path, JsonNode expected) {
        JsonNode parent = parent(root, path);
        JsonNode found = find(parent, key(path));
        JsonNode actual = found == null ? NullNode.instance : found;
        if (parent == null || !GoJson.text(actual).equals(GoJson.text(expected))) {
            throw new KustomizeProblem("testing value " + path + " failed: expected " + GoJson.text(expected) + ", is "
                    + (found == null ? "missing" : GoJson.text(actual)));
        }
    }

    private static @Nullable JsonNode parent(ObjectNode root, String path) {
        List<String> segments = List.of(path.split("/", -1));
        JsonNode node = segments.size() < 2 ? null : root;
        for (int i = 1; i < segments.size() - 1 && node != null; i++) {
            node = find(node, decoded(segments.get(i)));
        }
        return node;
    }

    private static @Nullable JsonNode find(@Nullable JsonNode parent, String key) {
        if (parent instanceof ArrayNode array) {
            Integer index = number(key);
            return index == null ? null : array.get(index < 0 ? index + array.size() : index);
        }
        return parent == null ? null : parent.get(key);
    }

    private static int index(String key, int size, int limit, String path, String op) {
        Integer index = number(key);
        if (index == null || index >= limit || index < -size) {
            throw new KustomizeProblem("error in " + op + " for path: '" + path + "': \"" + key
                    + "\" is no index of a list of " + size);
        }
        return index < 0 ? index + size : index;
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String key(String path) {
        return decoded(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String decoded(String segment) {
        return segment.replace("~1", "/").replace("~0", "~");
    }

    private static KustomizeProblem missing(String path, String op) {
        return new KustomizeProblem("error in " + op + " for path: '" + path + "': missing value");
    }
}
