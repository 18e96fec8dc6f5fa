package dev.plumbline.kubernetes.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Holds an answer against the recorded one and says where they differ.
final class Comparison {
    private final Bindings bindings;
    private final boolean subset;
    private final boolean texts;
    private final List<String> differences = new ArrayList<>();

    private Comparison(Bindings bindings, boolean subset, boolean texts) {
        this.bindings = bindings;
        this.subset = subset;
        this.texts = texts;
    }

    /// @param texts whether the messages of Status bodies are compared
    static List<String> differences(JsonNode expected, JsonNode actual, Bindings bindings, boolean subset,
            boolean texts) {
        Comparison comparison = new Comparison(bindings, subset, texts);
        comparison.value(expected, actual, "");
        return comparison.differences;
    }

    private void value(JsonNode expected, JsonNode actual, String at) {
        if (expected.isTextual()) {
            if (!bindings.matches(expected.textValue(), actual)) {
                differences.add(at + ": expected " + bindings.filled(expected) + ", got " + actual);
            }
        } else if (expected instanceof ObjectNode object) {
            if (actual instanceof ObjectNode other) {
                object(object, other, at);
            } else {
                differences.add(at + ": expected an object, got " + actual);
            }
        } else if (expected instanceof ArrayNode array) {
            array(array, actual, at);
        } else if (!sameScalar(expected, actual)) {
            differences.add(at + ": expected " + expected + ", got " + actual);
        }
    }

    private static boolean sameScalar(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return expected.equals(actual);
    }

    private void object(ObjectNode expected, ObjectNode actual, String at) {
        if (expected.path("kind").asText().equals("Status") && actual.path("kind").asText().equals("Status")
                && (expected.path("details").path("causes").size() > 1 || !texts)) {
            status(expected, actual, at);
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            String name = bindings.filled(field.getKey());
            seen.add(name);
            JsonNode other = actual.get(name);
            if (other == null) {
                differences.add(at + "." + name + ": missing, expected " + bindings.filled(field.getValue()));
            } else if (name.equals("managedFields") && other.isArray()) {
                managedFields(field.getValue(), other, at + ".managedFields");
            } else {
                value(field.getValue(), other, at + "." + name);
            }
        }
        if (!subset) {
            actual.properties().stream().filter(field -> !seen.contains(field.getKey())).forEach(field -> differences
                    .add(at + "." + field.getKey() + ": unexpected " + field.getValue()));
        }
    }

    private void array(ArrayNode expected, JsonNode actual, String at) {
        if (!actual.isArray()) {
            differences.add(at + ": expected an array, got " + actual);
            return;
        }
        if (subset) {
            expected.forEach(item -> anywhere(item, actual, at));
            return;
        }
        if (expected.size() != actual.size()) {
            differences.add(at + ": expected " + expected.size() + " elements, got " + actual);
        }
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            value(expected.get(i), actual.get(i), at + "[" + i + "]");
        }
    }

    private void anywhere(JsonNode item, JsonNode actual, String at) {
        for (JsonNode candidate : actual) {
            Map<String, String> saved = bindings.saved();
            if (differences(item, candidate, bindings, true, texts).isEmpty()) {
                return;
            }
            bindings.restore(saved);
        }
        differences.add(at + ": no element matches " + item);
    }

    private void managedFields(JsonNode expected, JsonNode actual, String at) {
        List<JsonNode> left = sorted(bindings.filled(expected));
        List<JsonNode> right = sorted(actual);
        if (!left.stream().map(Comparison::owner).toList().equals(right.stream().map(Comparison::owner).toList())) {
            differences.add(at + ": expected entries " + left + ", got " + right);
            return;
        }
        for (int i = 0; i < left.size(); i++) {
            ObjectNode entry = left.get(i).deepCopy();
            entry.remove("time");
            ObjectNode other = right.get(i).deepCopy();
            other.remove("time");
            differences.addAll(differences(entry, other, bindings, false, texts).stream()
                    .map(difference -> at + difference).toList());
        }
    }

    private static List<JsonNode> sorted(JsonNode entries) {
        List<JsonNode> sorted = new ArrayList<>();
        entries.forEach(sorted::add);
        sorted.sort(Comparator.comparing(Comparison::owner));
        return sorted;
    }

    private static String owner(JsonNode entry) {
        return entry.path("manager").asText() + "/" + entry.path("operation").asText() + "/"
                + entry.path("subresource").asText() + "/" + entry.path("apiVersion").asText();
    }

    /// The order of causes, and with it that of the message's parts, is random in a real server.
    private void status(ObjectNode expected, ObjectNode actual, String at) {
        ObjectNode left = withoutOrder((ObjectNode) bindings.filled(expected));
        ObjectNode right = withoutOrder(actual);
        for (String field : List.of("code", "reason", "status", "details", "message")) {
            if ((texts || !field.equals("message")) && !left.path(field).equals(right.path(field))) {
                differences.add(at + "." + field + ": expected " + left.path(field) + ", got " + right.path(field));
            }
        }
    }

    private ObjectNode withoutOrder(ObjectNode status) {
        ObjectNode out = status.deepCopy();
        TreeSet<String> words = new TreeSet<>(List.of(out.path("message").asText().split("[\\s,\\[\\]]+")));
        out.put("message", String.join(" ", words));
        if (out.path("details") instanceof ObjectNode details && details.has("causes")) {
            List<JsonNode> causes = new ArrayList<>();
            details.path("causes").forEach(cause -> {
                ObjectNode copy = cause.deepCopy();
                if (!texts) {
                    copy.remove("message");
                }
                causes.add(copy);
            });
            causes.sort(Comparator.comparing(cause -> cause.path("field").asText() + cause.path("reason").asText()
                    + cause.path("message").asText()));
            ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
            causes.forEach(sorted::add);
            details.set("causes", sorted);
        }
        return out;
    }
}
