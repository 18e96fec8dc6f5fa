package dev.plumbline.kubernetes.managedfields;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.managedfields.Owner.Operation;
import dev.plumbline.manifests.FieldSet;

/// `metadata.managedFields` as JSON and as a map; the rules of apimachinery's `managedfields.go`.
final class Entries {
    private static final String FIELDS_V1 = "FieldsV1";
    private static final Comparator<Map.Entry<Owner, Entry>> STORED_ORDER = Comparator
            .comparing((Map.Entry<Owner, Entry> entry) -> entry.getKey().operation())
            .thenComparingLong(entry -> entry.getValue().seconds()).thenComparing(entry -> entry.getKey().name())
            .thenComparing(entry -> entry.getValue().apiVersion())
            .thenComparing(entry -> entry.getKey().subresource());

    private Entries() {
    }

    static JsonNode of(ObjectNode object) {
        return object.path("metadata").path("managedFields");
    }

    /// Whether a request clears all tracking: by an empty list or by one empty entry.
    static boolean isReset(JsonNode managedFields) {
        return managedFields.isArray() && (managedFields.isEmpty()
                || (managedFields.size() == 1 && isBlank(managedFields.path(0))));
    }

    private static boolean isBlank(JsonNode entry) {
        return entry.isObject() && entry.properties().stream().allMatch(field -> field.getValue().isNull());
    }

    /// The entries by owner, in order; empty if any of them is malformed.
    static Optional<Map<Owner, Entry>> decode(JsonNode managedFields) {
        Map<Owner, Entry> entries = new LinkedHashMap<>();
        for (JsonNode entry : managedFields) {
            try {
                if (!add(entry, entries)) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException | DateTimeException _) {
                return Optional.empty();
            }
        }
        return Optional.of(entries);
    }

    private static boolean add(JsonNode entry, Map<Owner, Entry> entries) {
        Operation operation = switch (entry.path("operation").asText()) {
            case "Apply" -> Operation.APPLY;
            case "Update" -> Operation.UPDATE;
            default -> null;
        };
        String apiVersion = entry.path("apiVersion").asText();
        if (operation == null || apiVersion.isEmpty() || !FIELDS_V1.equals(entry.path("fieldsType").asText())) {
            return false;
        }
        FieldSet fields = entry.get("fieldsV1") instanceof ObjectNode fieldsV1
                ? FieldSet.fromFieldsV1(fieldsV1)
                : FieldSet.EMPTY;
        String time = entry.path("time").asText("");
        Owner owner = new Owner(entry.path("manager").asText(), operation,
                operation == Operation.APPLY ? "" : apiVersion, entry.path("subresource").asText());
        entries.put(owner, new Entry(apiVersion, fields,
                time.isEmpty() || "null".equals(time) ? null : OffsetDateTime.parse(time).toInstant()));
        return true;
    }

    /// Writes entries in the order of the API: appliers first, then by time and name.
    static ArrayNode encode(Map<Owner, Entry> entries) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode(entries.size());
        entries.entrySet().stream().sorted(STORED_ORDER)
                .forEach(entry -> out.add(encoded(entry.getKey(), entry.getValue())));
        return out;
    }

    private static ObjectNode encoded(Owner owner, Entry entry) {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("manager", owner.name())
                .put("operation", owner.operation().text()).put("apiVersion", entry.apiVersion());
        Instant time = entry.time();
        if (time != null) {
            out.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        out.put("fieldsType", FIELDS_V1).set("fieldsV1", entry.fields().toFieldsV1());
        if (!owner.subresource().isEmpty()) {
            out.put("subresource", owner.subresource());
        }
        return out;
    }

    /// Whether two lists say the same, whatever their times.
    static boolean sameExceptTimes(JsonNode left, JsonNode right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!withoutTime(left.path(i)).equals(withoutTime(right.path(i)))) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode withoutTime(JsonNode entry) {
        if (!(entry instanceof ObjectNode object) || !object.has("time")) {
            return entry;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll(object);
        copy.remove("time");
        return copy;
    }

    /// A shallow copy of the object with these entries; none are left out.
    static ObjectNode put(ObjectNode object, @Nullable JsonNode managedFields) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll(object);
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        if (object.get("metadata") instanceof ObjectNode original) {
            metadata.setAll(original);
        }
        metadata.remove("managedFields");
        if (managedFields != null && !managedFields.isEmpty()) {
            metadata.set("managedFields", managedFields);
        }
        copy.set("metadata", metadata);
        return copy;
    }
}
