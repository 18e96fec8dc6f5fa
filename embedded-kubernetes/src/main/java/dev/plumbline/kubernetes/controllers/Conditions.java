package dev.plumbline.kubernetes.controllers;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// Reads and writes the `conditions` of a status.
final class Conditions {
    private Conditions() {
    }

    static Optional<JsonNode> find(JsonNode status, String type) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    static boolean isTrue(JsonNode status, String type) {
        return find(status, type).filter(condition -> condition.path("status").asText().equals("True")).isPresent();
    }

    static boolean hasReason(JsonNode status, String type, String reason) {
        return find(status, type).filter(condition -> condition.path("reason").asText().equals(reason)).isPresent();
    }

    /// Sets a condition; its transition time moves only when the status changes.
    static ObjectNode set(ObjectNode status, String type, String value, String reason, String message) {
        ObjectNode condition = condition(status, type);
        if (!condition.path("status").asText().equals(value)) {
            condition.put("status", value).put("lastTransitionTime", Objects.now());
        }
        optional(condition, "reason", reason);
        optional(condition, "message", message);
        return condition;
    }

    /// As [#set], for kinds that also note when a condition was last written, and that keep the last one that changed
    /// at the end; true when it changed.
    static boolean setTimed(ObjectNode status, String type, String value, String reason, String message) {
        ObjectNode before = condition(status, type).deepCopy();
        ObjectNode condition = set(status, type, value, reason, message);
        if (before.equals(condition)) {
            return false;
        }
        condition.put("lastUpdateTime", Objects.now());
        remove(status, type);
        Trees.list(status, "conditions").add(condition);
        return true;
    }

    static void remove(ObjectNode status, String type) {
        if (status.path("conditions") instanceof ArrayNode conditions) {
            for (int i = conditions.size() - 1; i >= 0; i--) {
                if (conditions.get(i).path("type").asText().equals(type)) {
                    conditions.remove(i);
                }
            }
            if (conditions.isEmpty()) {
                status.remove("conditions");
            }
        }
    }

    private static ObjectNode condition(ObjectNode status, String type) {
        ArrayNode conditions = Trees.list(status, "conditions");
        for (JsonNode condition : conditions) {
            if (condition instanceof ObjectNode found && found.path("type").asText().equals(type)) {
                return found;
            }
        }
        return conditions.addObject().put("type", type);
    }

    private static void optional(ObjectNode condition, String field, String value) {
        if (value.isEmpty()) {
            condition.remove(field);
        } else {
            condition.put(field, value);
        }
    }
}
