package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;

/// Whether a schema is structural (KEP-20190425-structural-openapi): each value has a type outside of `allOf`, `anyOf`,
/// `oneOf` and `not`, which only restrict what is declared.
final class StructuralChecks {
    private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
    private static final String EMBEDDED = "x-kubernetes-embedded-resource";
    private static final String INT_OR_STRING = "x-kubernetes-int-or-string";
    private static final List<String> JUNCTORS = List.of("allOf", "anyOf", "oneOf");
    /// What a nested restriction may not say, with the word for how it must be.
    private static final Map<String, String> FORBIDDEN_WITHIN = Map.ofEntries(Map.entry("type", "empty"),
            Map.entry("additionalProperties", "undefined"), Map.entry("default", "undefined"),
            Map.entry("title", "empty"), Map.entry("description", "empty"), Map.entry("nullable", "false"),
            Map.entry(PRESERVE, "false"), Map.entry(EMBEDDED, "false"), Map.entry(INT_OR_STRING, "false"),
            Map.entry("x-kubernetes-list-map-keys", "empty"), Map.entry("x-kubernetes-list-type", "undefined"),
            Map.entry("x-kubernetes-map-type", "undefined"), Map.entry("x-kubernetes-validations", "empty"));

    private final List<Cause> causes = new ArrayList<>();

    private StructuralChecks() {
    }

    /// What a value is a part of, with the words for it.
    private enum Level {
        ROOT("at the root"), ITEM("for specified array items"), FIELD("for specified object fields");

        private final String words;

        Level(String words) {
            this.words = words;
        }
    }

    static List<Cause> check(JsonNode schema, String at) {
        StructuralChecks checks = new StructuralChecks();
        checks.schema(schema, at, Level.ROOT);
        checks.complete(schema, schema, at, at);
        return checks.causes;
    }

    private void schema(JsonNode schema, String at, Level level) {
        if (schema.path("type").asText().equals("array") && !schema.path("items").isObject()) {
            causes.add(Cause.required(at + ".items", "must be specified"));
        }
        if (schema.path("items").isObject()) {
            schema(schema.path("items"), at + ".items", Level.ITEM);
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            schema(property.getValue(), at + ".properties[" + property.getKey() + "]", Level.FIELD);
        }
        JsonNode additional = schema.path("additionalProperties");
        if (!additional.isMissingNode() && level == Level.ROOT) {
            causes.add(Cause.forbidden(at + ".additionalProperties", "must not be used at the root"));
        }
        if (additional.isObject()) {
            schema(additional, at + ".additionalProperties", Level.FIELD);
        }
        type(schema, at, level);
        extensions(schema, at);
        boolean isFirstSkipped = isIntOrString(schema.path("allOf").path(0).path("anyOf"));
        restrictions(schema, at, isIntOrString(schema.path("anyOf")), isFirstSkipped);
        if (level == Level.ROOT || schema.path(EMBEDDED).asBoolean()) {
            objectFields(schema.path("properties"), at, level);
        }
    }

    private void type(JsonNode schema, String at, Level level) {
        String type = schema.path("type").asText();
        if (schema.path(EMBEDDED).asBoolean() && !type.equals("object")) {
            String complaint = "must be object if " + EMBEDDED + " is true";
            causes.add(type.isEmpty()
                    ? Cause.required(at + ".type", complaint)
                    : Cause.invalid(at + ".type", type, complaint));
        } else if (type.isEmpty() && !schema.path(INT_OR_STRING).asBoolean() && !schema.path(PRESERVE).asBoolean()) {
            causes.add(Cause.required(at + ".type", "must not be empty " + level.words));
        }
        if (level == Level.ROOT && !type.isEmpty() && !type.equals("object")) {
            causes.add(Cause.invalid(at + ".type", type, "must be object at the root"));
        }
    }

    private void extensions(JsonNode schema, String at) {
        boolean isEmbedded = schema.path(EMBEDDED).asBoolean();
        boolean preserves = schema.path(PRESERVE).asBoolean();
        if (schema.path(INT_OR_STRING).asBoolean()) {
            String complaint = "must be false if " + INT_OR_STRING + " is true";
            if (preserves) {
                causes.add(Cause.invalid(at + "." + PRESERVE, true, complaint));
            }
            if (isEmbedded) {
                causes.add(Cause.invalid(at + "." + EMBEDDED, true, complaint));
            }
        }
        if (isEmbedded && schema.has("additionalProperties")) {
            causes.add(Cause.forbidden(at + ".additionalProperties",
                    "must not be used if " + EMBEDDED + " is set"));
        }
        if (isEmbedded && !preserves && schema.path("properties").isEmpty()) {
            causes.add(Cause.required(at + ".properties",
                    "must not be empty if " + EMBEDDED + " is true without " + PRESERVE));
        }
    }

    /// `kind` and `apiVersion` are strings; of metadata a schema may restrict the names, no more.
    private void objectFields(JsonNode properties, String at, Level level) {
        for (String name : List.of("kind", "apiVersion")) {
            String type = properties.path(name).path("type").asText();
            if (properties.has(name) && !type.equals("string")) {
                causes.add(Cause.invalid(at + ".properties[" + name + "].type", type, "must be string"));
            }
        }
        if (!(properties.path("metadata") instanceof ObjectNode metadata)) {
            return;
        }
        String place = at + ".properties[metadata]";
        if (!metadata.path("type").asText().equals("object")) {
            causes.add(Cause.invalid(place + ".type", metadata.path("type").asText(), "must be object"));
        }
        ObjectNode rest = metadata.deepCopy();
        rest.remove(List.of("type", "default"));
        if (rest.path("properties") instanceof ObjectNode names) {
            names.remove(List.of("name", "generateName"));
            if (names.isEmpty()) {
                rest.remove("properties");
            }
        }
        if (level == Level.ROOT && !rest.isEmpty()) {
            causes.add(
                    Cause.forbidden(place, "must not specify anything other than name and generateName, but metadata "
                            + "is implicitly specified"));
        }
    }

    /// `anyOf: [{type: integer}, {type: string}]`, which may stand beside x-kubernetes-int-or-string.
    private static boolean isIntOrString(JsonNode anyOf) {
        return anyOf.size() == 2 && anyOf.get(0).size() == 1 && anyOf.get(1).size() == 1
                && anyOf.get(0).path("type").asText().equals("integer")
                && anyOf.get(1).path("type").asText().equals("string");
    }

    private void restrictions(JsonNode schema, String at, boolean skipsAnyOf, boolean skipsFirst) {
        for (String junctor : JUNCTORS) {
            for (int i = 0; i < schema.path(junctor).size() && !(skipsAnyOf && junctor.equals("anyOf")); i++) {
                nested(schema.path(junctor).get(i), at + "." + junctor + "[" + i + "]",
                        skipsFirst && i == 0 && junctor.equals("allOf"));
            }
        }
        if (schema.path("not").isObject()) {
            nested(schema.path("not"), at + ".not", false);
        }
        JsonNode pattern = schema.path("pattern");
        if (pattern.isTextual()) {
            try {
                Pattern.compile(pattern.textValue());
            } catch (PatternSyntaxException e) {
                causes.add(Cause.invalid(at + ".pattern", pattern,
                        "must be a valid regular expression, but isn't: " + e.getDescription()));
            }
        }
    }

    private void nested(JsonNode schema, String at, boolean skipsAnyOf) {
        restrictions(schema, at, skipsAnyOf, false);
        if (schema.path("items").isObject()) {
            nested(schema.path("items"), at + ".items", false);
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            nested(property.getValue(), at + ".properties[" + property.getKey() + "]", false);
        }
        FORBIDDEN_WITHIN.forEach((field, how) -> {
            JsonNode value = schema.path(field);
            boolean isSaid = how.equals("false") ? value.asBoolean() : !value.isMissingNode();
            if (isSaid) {
                causes.add(Cause.forbidden(at + "." + field, "must be " + how + " to be structural"));
            }
        });
        if (schema.path("properties").has("metadata")) {
            causes.add(Cause.forbidden(at + ".properties[metadata]", "must not be specified in a nested context"));
        }
    }

    /// What a restriction speaks of must be declared outside of it.
    private void complete(JsonNode restriction, JsonNode declared, String declaredAt, String at) {
        if (declared.isMissingNode()) {
            causes.add(Cause.required(declaredAt, "because it is defined in " + at));
            return;
        }
        for (String junctor : JUNCTORS) {
            for (int i = 0; i < restriction.path(junctor).size(); i++) {
                within(restriction.path(junctor).get(i), declared, declaredAt, at + "." + junctor + "[" + i + "]");
            }
        }
        if (restriction.path("not").isObject()) {
            within(restriction.path("not"), declared, declaredAt, at + ".not");
        }
    }

    private void within(JsonNode restriction, JsonNode declared, String declaredAt, String at) {
        complete(restriction, declared, declaredAt, at);
        if (restriction.path("items").isObject()) {
            deeper(restriction.path("items"), declared.path("items"), declaredAt + ".items", at + ".items");
        }
        for (Map.Entry<String, JsonNode> property : restriction.path("properties").properties()) {
            String step = ".properties[" + property.getKey() + "]";
            deeper(property.getValue(), declared.path("properties").path(property.getKey()), declaredAt + step,
                    at + step);
        }
    }

    private void deeper(JsonNode restriction, JsonNode declared, String declaredAt, String at) {
        if (declared.isMissingNode()) {
            causes.add(Cause.required(declaredAt, "because it is defined in " + at));
        } else {
            within(restriction, declared, declaredAt, at);
        }
    }
}
