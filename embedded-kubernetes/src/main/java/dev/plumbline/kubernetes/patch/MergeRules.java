package dev.plumbline.kubernetes.patch;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.plumbline.manifests.BuiltInTypes;

/// How the fields of one type are patched: the `x-kubernetes-patch-strategy` and `-merge-key` of its published schema.
///
/// @param name of the type, for messages; empty where it has none
/// @param type the schema of this type; missing for fields that no schema describes, which are replaced
record MergeRules(String name, JsonNode type) {
    private static final MergeRules UNKNOWN = new MergeRules("", MissingNode.getInstance());

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
        return new MergeRules(kind,
                BuiltInTypes.load().definition(apiVersion, kind).orElse(MissingNode.getInstance()));
    }

    Rule of(String field) {
        JsonNode schema = type.path("properties").path(field);
        List<String> strategies = List.of(schema.path("x-kubernetes-patch-strategy").asText("").split(","));
        JsonNode inside = schema.isMissingNode() ? type.path("additionalProperties") : schema;
        return new Rule(field, strategies.contains("merge"), strategies.contains("replace"),
                schema.path("x-kubernetes-patch-merge-key").asText(""), resolved(inside));
    }

    /// The rule of a field that the type must have.
    Rule ofDeclared(String field) {
        if (!type.path("properties").has(field)) {
            throw StrategicPatch.internal(type.has("properties")
                    ? "unable to find api field in struct " + name + " for the json field \"" + field + "\""
                    : "merging an object in json but data type is not struct, instead is: map");
        }
        return of(field);
    }

    private static MergeRules resolved(JsonNode schema) {
        JsonNode item = schema.has("items") ? schema.path("items") : schema;
        JsonNode reference = item.path("$ref");
        if (!reference.isTextual()) {
            return item.has("properties") || item.has("additionalProperties") ? new MergeRules("", item) : UNKNOWN;
        }
        String definition = reference.textValue();
        return BuiltInTypes.load().definition(definition)
                .map(found -> new MergeRules(definition.substring(definition.lastIndexOf('.') + 1), found))
                .orElse(UNKNOWN);
    }
}
