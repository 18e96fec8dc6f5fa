package dev.plumbline.kubernetes.patch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;

/// A strategic merge patch: a merge patch whose lists merge by key, with directives for what a merge cannot say.
///
/// Follows `mergeMap` of k8s.io/apimachinery/pkg/util/strategicpatch, order of list items included.
final class StrategicPatch {
    private static final String PATCH = "$patch";
    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String DELETE_FROM_LIST = "$deleteFromPrimitiveList/";
    static final String ELEMENT_ORDER = "$setElementOrder/";

    private StrategicPatch() {
    }

    static ObjectNode apply(ObjectNode object, ObjectNode patch, MergeRules rules) {
        return merge(object.deepCopy(), patch.deepCopy(), rules);
    }

    /// Merges into `original`, using `patch` up.
    private static ObjectNode merge(ObjectNode original, ObjectNode patch, MergeRules rules) {
        JsonNode directive = patch.get(PATCH);
        if (directive != null) {
            return replacement(directive, patch);
        }
        retainKeys(original, patch);
        mergeOrderedLists(original, patch, rules);
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            mergeField(original, entry.getKey(), entry.getValue(), rules);
        }
        return original;
    }

    private static ObjectNode replacement(JsonNode directive, ObjectNode patch) {
        return switch (directive.asText("")) {
            case "replace" -> {
                patch.remove(PATCH);
                yield patch;
            }
            case "delete" -> patch.objectNode();
            default -> throw unknownDirective(directive, patch);
        };
    }

    private static void mergeField(ObjectNode original, String key, JsonNode change, MergeRules rules) {
        boolean isDeletion = key.startsWith(DELETE_FROM_LIST);
        String field = isDeletion ? key.substring(DELETE_FROM_LIST.length()) : key;
        JsonNode current = original.get(field);
        if (change.isNull()) {
            original.remove(field);
        } else if (current == null || current.getNodeType() != change.getNodeType()) {
            if (!isDeletion) {
                put(original, field, withoutDirectives(change));
            }
        } else if (current instanceof ObjectNode child && change instanceof ObjectNode changes) {
            MergeRules.Rule rule = rules.of(field);
            original.set(field, rule.replaces() ? changes : merge(child, changes, rule.inside()));
        } else if (current instanceof ArrayNode items && change instanceof ArrayNode changes) {
            original.set(field, mergeLists(items, changes, rules.of(field), isDeletion));
        } else {
            original.set(field, change);
        }
    }

    private static void retainKeys(ObjectNode original, ObjectNode patch) {
        JsonNode retained = patch.remove(RETAIN_KEYS);
        if (retained == null) {
            return;
        }
        Set<String> keys = new HashSet<>();
        retained.forEach(key -> keys.add(key.asText()));
        boolean isComplete = retained.isArray() && patch.properties().stream().allMatch(entry -> entry.getValue()
                .isNull() || entry.getKey().startsWith("$") || keys.contains(entry.getKey()));
        if (!isComplete) {
            throw ApiException.badRequest("invalid patch format of retainKeys");
        }
        original.retain(keys);
    }

    /// Merges the lists whose order the patch states, and takes them out of the patch.
    private static void mergeOrderedLists(ObjectNode original, ObjectNode patch, MergeRules rules) {
        List<String> directives = new ArrayList<>();
        patch.fieldNames().forEachRemaining(name -> {
            if (name.startsWith(ELEMENT_ORDER)) {
                directives.add(name);
            }
        });
        for (String directive : directives) {
            String field = directive.substring(ELEMENT_ORDER.length());
            ArrayNode order = list(patch.remove(directive), patch);
            boolean isInOriginal = original.has(field);
            ArrayNode current = list(original.get(field), patch);
            boolean isInPatch = patch.has(field);
            ArrayNode changes = list(patch.remove(field), patch);
            MergeRules.Rule rule = rules.ofDeclared(field);
            ListOrder.check(changes, order, rule.mergeKey());
            if (isInOriginal || isInPatch) {
                ArrayNode before = current.deepCopy();
                ArrayNode merged = isInPatch
                        ? isInOriginal ? mergeLists(current, changes, rule, false) : cleanedItems(changes)
                        : current;
                original.set(field, ListOrder.arrange(merged, order, before, rule.mergeKey()));
            }
        }
    }

    private static ArrayNode list(@Nullable JsonNode value, ObjectNode patch) {
        if (value == null) {
            return patch.arrayNode();
        }
        if (value instanceof ArrayNode list) {
            return list;
        }
        throw internal("expected a []interface {}, but received a " + GoText.goType(value));
    }

    private static ArrayNode mergeLists(ArrayNode original, ArrayNode patch, MergeRules.Rule rule, boolean isDeletion) {
        if (!rule.merges() && !isDeletion) {
            return patch;
        }
        if (original.isEmpty() && patch.isEmpty()) {
            return original;
        }
        boolean holdsObjects = (original.isEmpty() ? patch : original).get(0).isObject();
        if (!holdsObjects) {
            return isDeletion ? without(original, patch) : mergePrimitives(original, patch);
        }
        return mergeByKey(original, patch, rule);
    }

    private static ArrayNode without(ArrayNode original, ArrayNode removed) {
        Set<JsonNode> gone = new HashSet<>();
        removed.forEach(gone::add);
        for (Iterator<JsonNode> items = original.iterator(); items.hasNext();) {
            if (gone.contains(items.next())) {
                items.remove();
            }
        }
        return original;
    }

    private static ArrayNode mergePrimitives(ArrayNode original, ArrayNode patch) {
        ArrayNode merged = original.arrayNode();
        Set<JsonNode> seen = new HashSet<>();
        for (ArrayNode part : List.of(original, patch)) {
            part.forEach(item -> {
                if (seen.add(item)) {
                    merged.add(item);
                }
            });
        }
        return ListOrder.arrange(merged, patch, original, "");
    }

    private static ArrayNode mergeByKey(ArrayNode original, ArrayNode patch, MergeRules.Rule rule) {
        String key = rule.mergeKey();
        if (key.isEmpty()) {
            throw internal("cannot merge lists without merge key for " + rule.name());
        }
        ArrayNode changes = patch.arrayNode();
        boolean isReplaced = false;
        for (JsonNode item : patch) {
            ObjectNode change = keyed(item, key);
            JsonNode directive = change.get(PATCH);
            if (directive == null) {
                changes.add(change);
                continue;
            }
            switch (directive.asText("")) {
                case "delete" -> remove(original, key, valueOf(change, key));
                case "replace" -> isReplaced = true;
                case "merge" -> throw internal("merging lists cannot yet be specified in the patch");
                default -> throw unknownDirective(directive, change);
            }
        }
        if (isReplaced) {
            return changes;
        }
        ArrayNode before = original.deepCopy();
        for (JsonNode item : changes) {
            ObjectNode change = keyed(item, key);
            int index = ListOrder.indexOf(original, valueOf(change, key), key);
            if (index < 0) {
                original.add(change);
            } else {
                original.set(index, merge(keyed(original.get(index), key), change.deepCopy(), rule.inside()));
            }
        }
        return ListOrder.arrange(original, changes, before, key);
    }

    private static ObjectNode keyed(JsonNode item, String key) {
        if (item instanceof ObjectNode object) {
            return object;
        }
        throw internal("invalid argument type in list merged by " + key + ": " + GoText.of(item));
    }

    private static JsonNode valueOf(ObjectNode item, String key) {
        JsonNode value = item.get(key);
        if (value == null) {
            throw internal("map: " + GoText.of(item) + " does not contain declared merge key: " + key);
        }
        return value;
    }

    private static void remove(ArrayNode items, String key, JsonNode value) {
        for (Iterator<JsonNode> all = items.iterator(); all.hasNext();) {
            if (value.equals(all.next().get(key))) {
                all.remove();
            }
        }
    }

    private static void put(ObjectNode object, String field, @Nullable JsonNode value) {
        if (value == null) {
            object.remove(field);
        } else {
            object.set(field, value);
        }
    }

    /// What a patch means where there was nothing to merge with: no nulls, and nothing of objects that say how they are
    /// to be patched.
    private static @Nullable JsonNode withoutDirectives(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> cleanedFields(object);
            case ArrayNode list -> cleanedItems(list);
            default -> value;
        };
    }

    private static @Nullable ObjectNode cleanedFields(ObjectNode object) {
        if (object.has(PATCH)) {
            return null;
        }
        ObjectNode clean = object.objectNode();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!entry.getValue().isNull()) {
                put(clean, entry.getKey(), withoutDirectives(entry.getValue()));
            }
        }
        return clean;
    }

    private static ArrayNode cleanedItems(ArrayNode list) {
        ArrayNode clean = list.arrayNode();
        for (JsonNode item : list) {
            JsonNode kept = withoutDirectives(item);
            if (kept != null) {
                clean.add(kept);
            }
        }
        return clean;
    }

    private static ApiException unknownDirective(JsonNode directive, ObjectNode patch) {
        return internal("unknown patch type: " + GoText.of(directive) + " in map: " + GoText.of(patch));
    }

    /// The real server answers these with 500 and no reason.
    static ApiException internal(String message) {
        return ApiException.of(500, "", message);
    }
}
