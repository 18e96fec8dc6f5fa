package dev.plumbline.applier.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Ownership;
import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.Schema;
import dev.plumbline.manifests.TypedValue;

/// What an object says at the fields that Plumbline applied.
///
/// @param fields our Apply entry's `fieldsV1`
/// @param values the object cut down to them
record OwnedFields(ObjectNode fields, ObjectNode values) {
    /// Reads our entry of `metadata.managedFields`; both are empty when the object has none.
    static OwnedFields of(ObjectNode object, Schema schema) {
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (isOurs(entry) && entry.path("fieldsV1") instanceof ObjectNode fields) {
                return new OwnedFields(fields, cut(object, fields, schema));
            }
        }
        return new OwnedFields(JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.objectNode());
    }

    /// What another state of the object says at these fields.
    ObjectNode valuesIn(ObjectNode object, Schema schema) {
        return cut(object, fields, schema);
    }

    private static ObjectNode cut(ObjectNode object, ObjectNode fields, Schema schema) {
        return (ObjectNode) new TypedValue(object, schema).only(FieldSet.fromFieldsV1(fields)).value();
    }

    private static boolean isOurs(JsonNode entry) {
        return entry.path("manager").asText().equals(Ownership.FIELD_MANAGER)
                && entry.path("operation").asText().equals("Apply") && entry.path("subresource").asText("").isEmpty();
    }
}
