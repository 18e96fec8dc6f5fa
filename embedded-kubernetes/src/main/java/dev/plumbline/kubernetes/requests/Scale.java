package dev.plumbline.kubernetes.requests;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.resources.ResourceType.ScalePaths;

/// The `autoscaling/v1` Scale of an object: its replicas through a window that fits all kinds.
record Scale(ObjectNode parent, ScalePaths paths, ObjectNode object) {

    static Scale of(ObjectNode parent, ScalePaths paths) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = object.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            JsonNode value = parent.path("metadata").get(field);
            if (value != null) {
                metadata.set(field, value);
            }
        }
        ObjectNode spec = object.putObject("spec");
        int replicas = at(parent, paths.specReplicas()).asInt();
        if (replicas != 0) {
            spec.put("replicas", replicas);
        }
        ObjectNode status = object.putObject("status");
        status.put("replicas", at(parent, paths.statusReplicas()).asInt());
        String selectorPath = paths.selector();
        String selector = selectorPath == null ? "" : selectorText(at(parent, selectorPath));
        if (!selector.isEmpty()) {
            status.put("selector", selector);
        }
        return new Scale(parent, paths, object);
    }

    /// The parent with the replicas of a changed Scale.
    ObjectNode parentWith(ObjectNode newScale) {
        ObjectNode changed = parent.deepCopy();
        ObjectNode place = changed;
        String[] path = paths.specReplicas().split("\\.", -1);
        for (int i = 0; i < path.length - 1; i++) {
            place = place.withObjectProperty(path[i]);
        }
        place.set(path[path.length - 1], IntNode.valueOf(newScale.path("spec").path("replicas").asInt()));
        JsonNode version = newScale.path("metadata").path("resourceVersion");
        if (!version.asText().isEmpty()) {
            ((ObjectNode) changed.path("metadata")).set("resourceVersion", version);
        }
        return changed;
    }

    private static JsonNode at(JsonNode object, String path) {
        JsonNode node = object;
        for (String name : path.split("\\.", -1)) {
            node = node.path(name);
        }
        return node;
    }

    /// A LabelSelector in the form of the `labelSelector` parameter; texts are taken as they are.
    private static String selectorText(JsonNode selector) {
        if (selector.isTextual()) {
            return selector.asText();
        }
        List<String> terms = new ArrayList<>();
        JsonNode labels = selector.has("matchLabels") || selector.has("matchExpressions")
                ? selector.path("matchLabels")
                : selector;
        labels.properties().forEach(label -> terms.add(label.getKey() + "=" + label.getValue().asText()));
        terms.sort(null);
        for (JsonNode expression : selector.path("matchExpressions")) {
            terms.add(expressionText(expression));
        }
        return String.join(",", terms);
    }

    private static String expressionText(JsonNode expression) {
        String key = expression.path("key").asText();
        List<String> values = new ArrayList<>();
        expression.path("values").forEach(value -> values.add(value.asText()));
        values.sort(null);
        String list = " (" + String.join(",", values) + ")";
        return switch (expression.path("operator").asText()) {
            case "In" -> key + " in" + list;
            case "NotIn" -> key + " notin" + list;
            case "DoesNotExist" -> "!" + key;
            default -> key;
        };
    }
}
