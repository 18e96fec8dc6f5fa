package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

/// A schema of a custom resource, compiled once: what it declares about a value and the values in it.
///
/// @param json             the schema as written, for the value validations
/// @param type             empty where x-kubernetes-int-or-string or x-kubernetes-preserve-unknown-fields stands alone
/// @param additional       of the values of a map
/// @param preservesUnknown whether undeclared fields are kept
/// @param embedded         whether the value is a whole object with apiVersion, kind and metadata
record StructuralSchema(JsonNode json, String type, Map<String, StructuralSchema> properties,
        Optional<StructuralSchema> additional, Optional<StructuralSchema> items, @Nullable JsonNode defaultValue,
        boolean preservesUnknown, boolean embedded, boolean intOrString, boolean nullable, List<ValidationRule> rules) {

    static StructuralSchema of(JsonNode json) {
        Map<String, StructuralSchema> properties = new LinkedHashMap<>();
        json.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), of(entry.getValue())));
        JsonNode additional = json.path("additionalProperties");
        Optional<StructuralSchema> values = Optional.empty();
        boolean anyFields = json.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (additional.isObject()) {
            values = Optional.of(of(additional));
        } else if (additional.isBoolean() && additional.booleanValue()) {
            anyFields = true;
        }
        JsonNode items = json.path("items");
        return new StructuralSchema(json, json.path("type").asText(), properties, values,
                items.isObject() ? Optional.of(of(items)) : Optional.empty(), json.get("default"), anyFields,
                json.path("x-kubernetes-embedded-resource").asBoolean(),
                json.path("x-kubernetes-int-or-string").asBoolean(), json.path("nullable").asBoolean(),
                rules(json.path("x-kubernetes-validations")));
    }

    private static List<ValidationRule> rules(JsonNode validations) {
        List<ValidationRule> rules = new ArrayList<>(validations.size());
        validations.forEach(validation -> rules.add(ValidationRule.of(validation)));
        return rules;
    }

    /// The schema of a field; empty when it is not declared.
    Optional<StructuralSchema> field(String name) {
        StructuralSchema declared = properties.get(name);
        return declared == null ? additional : Optional.of(declared);
    }

    /// `atomic`, `set` or `map`; empty where nothing is said.
    String listType() {
        return json.path("x-kubernetes-list-type").asText();
    }

    List<String> listKeys() {
        List<String> keys = new ArrayList<>();
        json.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
        return keys;
    }
}
