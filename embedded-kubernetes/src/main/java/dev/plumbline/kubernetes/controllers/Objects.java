package dev.plumbline.kubernetes.controllers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// Questions that controllers ask of any object.
final class Objects {
    private Objects() {
    }

    static String uid(JsonNode object) {
        return Trees.text(object, "metadata", "uid");
    }

    static String name(JsonNode object) {
        return Trees.text(object, "metadata", "name");
    }

    static String namespace(JsonNode object) {
        return Trees.text(object, "metadata", "namespace");
    }

    static boolean isBeingDeleted(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }

    static boolean hasFinalizer(JsonNode object, String finalizer) {
        return Trees.texts(Trees.at(object, "metadata", "finalizers")).contains(finalizer);
    }

    static ObjectNode withoutFinalizer(ObjectNode object, String finalizer) {
        if (Trees.at(object, "metadata", "finalizers") instanceof ArrayNode finalizers) {
            for (int i = finalizers.size() - 1; i >= 0; i--) {
                if (finalizers.get(i).asText().equals(finalizer)) {
                    finalizers.remove(i);
                }
            }
            if (finalizers.isEmpty()) {
                Trees.object(object, "metadata").remove("finalizers");
            }
        }
        return object;
    }

    /// Whether the labels satisfy a LabelSelector; an empty selector selects everything.
    static boolean selects(JsonNode selector, JsonNode labels) {
        for (Map.Entry<String, JsonNode> wanted : selector.path("matchLabels").properties()) {
            if (!labels.path(wanted.getKey()).asText("\0").equals(wanted.getValue().asText())) {
                return false;
            }
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            if (!satisfies(expression, labels)) {
                return false;
            }
        }
        return true;
    }

    private static boolean satisfies(JsonNode expression, JsonNode labels) {
        JsonNode label = labels.path(expression.path("key").asText());
        boolean isListed = Trees.texts(expression.path("values")).contains(label.asText("\0"));
        return switch (expression.path("operator").asText()) {
            case "In" -> isListed;
            case "NotIn" -> !isListed;
            case "Exists" -> !label.isMissingNode();
            case "DoesNotExist" -> label.isMissingNode();
            default -> false;
        };
    }

    static JsonNode labels(JsonNode object) {
        return Trees.at(object, "metadata", "labels");
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// Sets a number of a status; a zero is left out, as the real server does for optional counts.
    static void count(ObjectNode status, String field, int value) {
        if (value == 0) {
            status.remove(field);
        } else {
            status.put(field, value);
        }
    }
}
