package dev.plumbline.kubernetes.resources;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Events between `events.k8s.io/v1` and `v1`: the same fields under other names.
final class EventVersions {
    private static final Map<String, String> TO_CORE = Map.of("regarding", "involvedObject", "note", "message",
            "deprecatedSource", "source", "deprecatedFirstTimestamp", "firstTimestamp", "deprecatedLastTimestamp",
            "lastTimestamp", "deprecatedCount", "count", "reportingController", "reportingComponent");
    private static final Map<String, String> FROM_CORE = Map.of("involvedObject", "regarding", "message", "note",
            "source", "deprecatedSource", "firstTimestamp", "deprecatedFirstTimestamp", "lastTimestamp",
            "deprecatedLastTimestamp", "count", "deprecatedCount", "reportingComponent", "reportingController");

    private EventVersions() {
    }

    static ObjectNode toCore(ObjectNode event) {
        ObjectNode out = renamed(event, TO_CORE);
        for (String field : List.of("reportingComponent", "reportingInstance")) {
            if (!out.has(field)) {
                out.put(field, "");
            }
        }
        return out;
    }

    /// Here an empty reporter is left out, which `v1` always writes.
    static ObjectNode fromCore(ObjectNode event) {
        ObjectNode out = renamed(event, FROM_CORE);
        for (String field : List.of("reportingController", "reportingInstance")) {
            if (out.path(field).asText().isEmpty()) {
                out.remove(field);
            }
        }
        return out;
    }

    private static ObjectNode renamed(ObjectNode event, Map<String, String> names) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : event.properties()) {
            out.set(names.getOrDefault(field.getKey(), field.getKey()), field.getValue());
        }
        return out;
    }
}
