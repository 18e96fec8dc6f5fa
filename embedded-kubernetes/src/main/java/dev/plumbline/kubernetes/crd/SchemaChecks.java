package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

import dev.plumbline.kubernetes.api.Cause;

/// What a schema of a CustomResourceDefinition may say (apiextensions' `validation`): known types, no features of OpenAPI
/// that are left out, extensions that fit together, rules that compile.
///
/// Rules are compiled only where the schema around them is right, as their errors would only repeat the schema's.
final class SchemaChecks {
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");
    private static final Set<String> UNSUPPORTED = Set.of("id", "additionalItems", "patternProperties", "definitions",
            "dependencies", "$ref");
    private static final Set<String> ROOT_FIELDS = Set.of("description", "type", "format", "title", "maximum",
            "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems",
            "minItems", "uniqueItems", "multipleOf", "required", "items", "properties", "externalDocs", "example",
            "x-kubernetes-preserve-unknown-fields", "x-kubernetes-validations");
    private static final Set<String> OBJECT_FIELDS = Set.of("metadata", "kind", "apiVersion");
    private static final String LIST_TYPE = "x-kubernetes-list-type";
    private static final String MAP_TYPE = "x-kubernetes-map-type";
    private static final String KEYS = "x-kubernetes-list-map-keys";

    private final List<Cause> causes = new ArrayList<>();
    private final List<Cause> ruleCauses = new ArrayList<>();

    private SchemaChecks() {
    }

    /// Where in a schema something stands.
    ///
    /// @param withRules       whether rules are compiled here
    /// @param insideMeta      inside of an object's metadata
    /// @param noDefaults      why no default may be given here; empty: it may
    /// @param uncorrelated    path of the outermost part whose old value can't be found; empty: it can
    private record Surroundings(boolean withRules, boolean insideMeta, String noDefaults, String uncorrelated) {

        Surroundings withoutRules() {
            return new Surroundings(false, insideMeta, noDefaults, uncorrelated);
        }

        Surroundings withoutDefaults(String why) {
            return new Surroundings(withRules, insideMeta, why, uncorrelated);
        }

        Surroundings uncorrelatedFrom(String at) {
            return uncorrelated.isEmpty() ? new Surroundings(withRules, insideMeta, noDefaults, at) : this;
        }

        Surroundings inMetadata() {
            return new Surroundings(withRules, true, noDefaults, uncorrelated);
        }
    }

    /// @param hasStatus the status is a subresource, which its part of the schema must be separable for
    static List<Cause> check(JsonNode schema, String at, boolean hasStatus) {
        SchemaChecks checks = new SchemaChecks();
        if (hasStatus) {
            checks.separableStatus(schema, at);
        }
        if (schema.path("nullable").asBoolean()) {
            checks.causes.add(Cause.forbidden(at + ".nullable", "nullable cannot be true at the root"));
        }
        List<Cause> structure = StructuralChecks.check(schema, at);
        if (structure.isEmpty()) {
            structure.addAll(DefaultChecks.check(StructuralSchema.of(schema), at));
        }
        checks.causes.addAll(structure);
        checks.schema(schema, at, true, new Surroundings(structure.isEmpty(), false, "", ""));
        checks.causes.addAll(checks.ruleCauses);
        return checks.causes;
    }

    private void separableStatus(JsonNode schema, String at) {
        for (Map.Entry<String, JsonNode> field : schema.properties()) {
            if (field.getKey().equals("type") && !field.getValue().asText().equals("object")) {
                causes.add(
                        Cause.invalid(at + ".type", field.getValue(), "only \"object\" is allowed as the type at the "
                                + "root of the schema if the status subresource is enabled"));
                return;
            }
            if (!ROOT_FIELDS.contains(field.getKey())) {
                causes.add(Cause.invalid(at, schema, "only [Description Type Format Title Maximum ExclusiveMaximum "
                        + "Minimum ExclusiveMinimum MaxLength MinLength Pattern MaxItems MinItems UniqueItems MultipleOf "
                        + "Required Items Properties ExternalDocs Example XPreserveUnknownFields XValidations] fields "
                        + "are allowed at the root of the schema if the status subresource is enabled"));
                return;
            }
        }
    }

    private void schema(JsonNode schema, String at, boolean isRoot, Surroundings around) {
        if (!schema.isObject()) {
            return;
        }
        int before = causes.size();
        standard(schema, at, around);
        children(schema, at, isRoot, around);
        lists(schema, at);
        maps(schema, at);
        JsonNode preserve = schema.path("x-kubernetes-preserve-unknown-fields");
        if (preserve.isBoolean() && !preserve.booleanValue()) {
            causes.add(Cause.invalid(at + ".x-kubernetes-preserve-unknown-fields", preserve,
                    "must be true or undefined"));
        }
        JsonNode rules = schema.path("x-kubernetes-validations");
        causes.addAll(RuleChecks.form(schema, rules, at + ".x-kubernetes-validations"));
        if (around.withRules() && causes.size() == before) {
            ruleCauses.addAll(RuleChecks.compiled(rules, at + ".x-kubernetes-validations", around.uncorrelated()));
        }
    }

    private void standard(JsonNode schema, String at, Surroundings around) {
        String type = schema.path("type").asText();
        if (!type.isEmpty() && !TYPES.contains(type)) {
            causes.add(Cause.notSupported(at + ".type", type, TYPES));
        }
        if (type.equals("null")) {
            causes.add(Cause.forbidden(at + ".type", "type cannot be set to null, use nullable as an alternative"));
        }
        if (schema.has("default") && !around.noDefaults().isEmpty()) {
            causes.add(Cause.forbidden(at + ".default", "must not be set " + around.noDefaults()));
        }
        for (String field : UNSUPPORTED) {
            if (schema.has(field)) {
                causes.add(Cause.forbidden(at + "." + field, field + " is not supported"));
            }
        }
        if (schema.path("items").isArray()) {
            causes.add(Cause.forbidden(at + ".items", "items must be a schema object and not an array"));
        }
        if (around.insideMeta() && schema.path("x-kubernetes-embedded-resource").asBoolean()) {
            causes.add(Cause.forbidden(at + ".x-kubernetes-embedded-resource",
                    "must not be used inside of resource meta"));
        }
        if (schema.path("uniqueItems").asBoolean()) {
            causes.add(Cause.forbidden(at + ".uniqueItems",
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        }
    }

    private void children(JsonNode schema, String at, boolean isRoot, Surroundings around) {
        JsonNode additional = schema.path("additionalProperties");
        boolean isOpen = additional.isBoolean() && additional.booleanValue();
        if (!additional.isMissingNode() && !schema.path("properties").isEmpty() && !isOpen) {
            causes.add(Cause.forbidden(at + ".additionalProperties",
                    "additionalProperties and properties are mutual exclusive"));
        }
        schema(additional, at + ".additionalProperties", false, around.insideMeta()
                ? around.withoutDefaults("inside additionalProperties applying to object metadata")
                : around);
        boolean isWhole = isRoot || schema.path("x-kubernetes-embedded-resource").asBoolean();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            Surroundings below = schema.path(MAP_TYPE).asText().equals("atomic") ? around.uncorrelatedFrom(at) : around;
            if (isWhole && OBJECT_FIELDS.contains(property.getKey())) {
                below = below.inMetadata();
                below = isRoot ? below.withoutDefaults("in top-level " + property.getKey()) : below;
            }
            schema(property.getValue(), at + ".properties[" + property.getKey() + "]", false, below);
        }
        schema(schema.path("not"), at + ".not", false, around.withoutRules());
        for (String junctor : List.of("allOf", "oneOf", "anyOf")) {
            for (int i = 0; i < schema.path(junctor).size(); i++) {
                schema(schema.path(junctor).get(i), at + "." + junctor + "[" + i + "]", false, around.withoutRules());
            }
        }
        schema(schema.path("items"), at + ".items", false,
                schema.path(LIST_TYPE).asText().equals("map") ? around : around.uncorrelatedFrom(at));
    }

    private void maps(JsonNode schema, String at) {
        if (!schema.has(MAP_TYPE)) {
            return;
        }
        typed(schema, at, "object", MAP_TYPE);
        String mapType = schema.path(MAP_TYPE).asText();
        if (!mapType.equals("atomic") && !mapType.equals("granular")) {
            causes.add(Cause.notSupported(at + "." + MAP_TYPE, mapType, List.of("atomic", "granular")));
        }
    }

    private boolean typed(JsonNode schema, String at, String type, String extension) {
        String actual = schema.path("type").asText();
        String complaint = "must be " + type + " if " + extension + " is specified";
        if (actual.isEmpty()) {
            causes.add(Cause.required(at + ".type", complaint));
        } else if (!actual.equals(type)) {
            causes.add(Cause.invalid(at + ".type", actual, complaint));
        }
        return actual.equals(type);
    }

    private void lists(JsonNode schema, String at) {
        String listType = schema.path(LIST_TYPE).asText();
        JsonNode items = schema.path("items");
        if (schema.has(LIST_TYPE)) {
            if (typed(schema, at, "array", LIST_TYPE) && listType.equals("set")) {
                setItems(items, at + ".items");
            }
            if (!List.of("atomic", "set", "map").contains(listType)) {
                causes.add(Cause.notSupported(at + "." + LIST_TYPE, listType, List.of("atomic", "set", "map")));
            }
        }
        if (!schema.path(KEYS).isEmpty() && !listType.equals("map")) {
            String complaint = "must be map if " + KEYS + " is non-empty";
            causes.add(listType.isEmpty()
                    ? Cause.required(at + "." + LIST_TYPE, complaint)
                    : Cause.invalid(at + "." + LIST_TYPE, listType, complaint));
        }
        if (listType.equals("map")) {
            keyed(schema, items, at);
        }
        boolean isUnique = listType.equals("map") || listType.equals("set");
        if (isUnique && items.path("nullable").asBoolean()) {
            causes.add(Cause.forbidden(at + ".items.nullable", "cannot be nullable when " + LIST_TYPE + " is "
                    + listType));
        }
    }

    private void setItems(JsonNode items, String at) {
        String complaint = "must be atomic as item of a list with x-kubernetes-list-type=set";
        String type = items.path("type").asText();
        if (type.equals("array") && items.has(LIST_TYPE) && !items.path(LIST_TYPE).asText().equals("atomic")) {
            causes.add(Cause.invalid(at + "." + LIST_TYPE, items.path(LIST_TYPE), complaint));
        } else if (type.equals("object") && !items.path(MAP_TYPE).asText().equals("atomic")) {
            causes.add(Cause.invalid(at + "." + MAP_TYPE,
                    items.has(LIST_TYPE) ? items.path(LIST_TYPE) : NullNode.getInstance(), complaint));
        }
    }

    private void keyed(JsonNode schema, JsonNode items, String at) {
        JsonNode keys = schema.path(KEYS);
        if (keys.isEmpty()) {
            causes.add(Cause.required(at + "." + KEYS, "must not be empty if " + LIST_TYPE + " is map"));
        }
        if (!items.isObject()) {
            causes.add(Cause.required(at + ".items", "must have a schema if " + LIST_TYPE + " is map"));
            return;
        }
        if (!items.path("type").asText().equals("object")) {
            causes.add(Cause.invalid(at + ".items.type", items.path("type").asText(),
                    "must be object if parent array's " + LIST_TYPE + " is map"));
            return;
        }
        Set<String> seen = new HashSet<>();
        Set<String> required = new HashSet<>();
        items.path("required").forEach(name -> required.add(name.asText()));
        for (JsonNode key : keys) {
            JsonNode property = items.path("properties").path(key.asText());
            String place = at + ".items.properties[" + key.asText() + "]";
            if (property.isMissingNode()) {
                causes.add(Cause.invalid(at + "." + KEYS, keys, "entries must all be names of item properties"));
            } else {
                key(property, place, required.contains(key.asText()));
            }
            if (!seen.add(key.asText())) {
                causes.add(Cause.invalid(at + "." + KEYS, keys, "must not contain duplicate entries"));
            }
        }
    }

    private void key(JsonNode property, String at, boolean isRequired) {
        String type = property.path("type").asText();
        if (type.equals("array") || type.equals("object")) {
            causes.add(Cause.invalid(at + ".type", "object",
                    "must be a scalar type if parent array's " + LIST_TYPE + " is map"));
        }
        if (!isRequired && !property.has("default")) {
            causes.add(Cause.required(at + ".default", "this property is in " + KEYS
                    + ", so it must have a default or be a required property"));
        }
        if (property.path("nullable").asBoolean()) {
            causes.add(Cause.forbidden(at + ".nullable", "this property is in " + KEYS
                    + ", so it cannot be nullable"));
        }
    }
}
