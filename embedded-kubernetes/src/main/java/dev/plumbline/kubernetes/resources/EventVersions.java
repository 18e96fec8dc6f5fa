package dev.plumbline.kubernetes.resources;

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
        return renamed(event, TO_CORE);
    }

    static ObjectNode fromCore(ObjectNode event) {
        return renamed(event, FROM_CORE);
    }

    private static ObjectNode renamed(ObjectNode event, Map<String, String> names) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : event.properties()) {
            out.set(names.getOrDefault(field.getKey(), field.getKey()), field.getValue());
        }
        return out;
    }
}
