package dev.plumbline.kubernetes.patch;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.plumbline.manifests.BuiltInTypes;

/// How the fields of one type are patched: the `x-kubernetes-patch-strategy` and `-merge-key` of its published schema.
///
/// @param type the schema of this type; missing for fields that no schema describes, which are replaced
record MergeRules(JsonNode type) {

    /// How one field is patched.
    ///
    /// @param name     of the field, for messages
    /// @param merges   whether a list merges with the existing one
    /// @param replaces whether an object replaces the existing one
    /// @param mergeKey what identifies an item of a merged list; empty for plain values
    /// @param inside   the rules of the field's own fields, or of its items
    record Rule(String name, boolean merges, boolean replaces, String mergeKey, MergeRules inside) {
    }

    static MergeRules of(String group, String version, String kind) {
        String apiVersion = group.isEmpty() ? version : group + "/" + version;
        return new MergeRules(BuiltInTypes.load().definition(apiVersion, kind).orElse(MissingNode.getInstance()));
    }

    Rule of(String field) {
        JsonNode schema = type.path("properties").path(field);
        List<String> strategies = List.of(schema.path("x-kubernetes-patch-strategy").asText("").split(","));
        JsonNode inside = schema.isMissingNode() ? type.path("additionalProperties") : schema;
        return new Rule(field, strategies.contains("merge"), strategies.contains("replace"),
                schema.path("x-kubernetes-patch-merge-key").asText(""), new MergeRules(resolved(inside)));
    }

    private static JsonNode resolved(JsonNode schema) {
        JsonNode item = schema.has("items") ? schema.path("items") : schema;
        JsonNode reference = item.path("$ref");
        if (!reference.isTextual()) {
            return item.has("properties") || item.has("additionalProperties") ? item : MissingNode.getInstance();
        }
        return BuiltInTypes.load().definition(reference.textValue()).orElse(MissingNode.getInstance());
    }
}
