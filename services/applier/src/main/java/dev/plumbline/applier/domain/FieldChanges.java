package dev.plumbline.applier.domain;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Change.FieldChange;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.manifests.FieldDiff;
import dev.plumbline.manifests.Schema;

/// What an operation changed, field by field, without Plumbline's own marks.
final class FieldChanges {
    private static final List<String> OWN_ANNOTATIONS = List.of(Ownership.ANNOTATION, Ownership.DIGEST_ANNOTATION);
    private static final List<String> OWN_LABELS = List.of(Ownership.APPLICATION_LABEL, Ownership.SHARD_LABEL);
    private static final List<String> IDENTITY = List.of("apiVersion", "kind");

    private FieldChanges() {
    }

    /// The fields that differ, in path order.
    ///
    /// @param before absent when there was no object
    /// @param after absent when there is none any more
    static List<FieldChange> between(@Nullable ObjectNode before, @Nullable ObjectNode after, Schema schema) {
        List<FieldChange> changes = new ArrayList<>();
        for (FieldDiff diff : FieldDiff.between(withoutMarks(before), withoutMarks(after), schema)) {
            changes.add(new FieldChange(diff.path().toString(), diff.before(), diff.after()));
        }
        return changes;
    }

    private static ObjectNode withoutMarks(@Nullable ObjectNode values) {
        if (values == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode copy = values.deepCopy();
        copy.remove(IDENTITY);
        if (copy.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("name", "namespace"));
            removeAll(metadata, "annotations", OWN_ANNOTATIONS);
            removeAll(metadata, "labels", OWN_LABELS);
            if (metadata.isEmpty()) {
                copy.remove("metadata");
            }
        }
        return copy;
    }

    private static void removeAll(ObjectNode metadata, String map, List<String> keys) {
        JsonNode values = metadata.get(map);
        if (values instanceof ObjectNode object) {
            object.remove(keys);
            if (object.isEmpty()) {
                metadata.remove(map);
            }
        }
    }
}
