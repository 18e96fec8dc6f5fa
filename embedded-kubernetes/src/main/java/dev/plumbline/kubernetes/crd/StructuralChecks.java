package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.cel.CelException;
import dev.plumbline.kubernetes.cel.Program;

/// Whether a schema is structural and can be used (KEP-20190425-structural-openapi).
final class StructuralChecks {
    private final List<Cause> causes = new ArrayList<>();

    private StructuralChecks() {
    }

    static List<Cause> check(JsonNode schema, String at) {
        StructuralChecks checks = new StructuralChecks();
        if (!schema.path("type").asText().equals("object")) {
            String type = schema.path("type").asText();
            checks.causes.add(type.isEmpty()
                    ? Cause.required(at + ".type", "must not be empty at the root")
                    : Cause.invalid(at + ".type", type, "must be object at the root"));
        }
        checks.schema(schema, at, true);
        return checks.causes;
    }

    private void schema(JsonNode schema, String at, boolean isRoot) {
        boolean intOrString = schema.path("x-kubernetes-int-or-string").asBoolean();
        boolean anything = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        String type = schema.path("type").asText();
        if (!isRoot && type.isEmpty() && !intOrString && !anything) {
            causes.add(Cause.required(at + ".type", "must not be empty for specified "
                    + (at.endsWith(".items") ? "array items" : "object fields")));
        }
        if (type.equals("array") && !schema.path("items").isObject()) {
            causes.add(Cause.required(at + ".items", "must be specified"));
        }
        if (schema.path("properties").isObject() && !schema.path("properties").isEmpty()
                && schema.path("additionalProperties").isObject()) {
            causes.add(Cause.forbidden(at + ".additionalProperties",
                    "additionalProperties and properties are mutual exclusive"));
        }
        pattern(schema, at);
        listType(schema, at);
        rules(schema, at);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            schema(property.getValue(), at + ".properties[" + property.getKey() + "]", false);
        }
        if (schema.path("items").isObject()) {
            schema(schema.path("items"), at + ".items", false);
        }
        if (schema.path("additionalProperties").isObject()) {
            schema(schema.path("additionalProperties"), at + ".additionalProperties", false);
        }
    }

    private void pattern(JsonNode schema, String at) {
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

    private void listType(JsonNode schema, String at) {
        String listType = schema.path("x-kubernetes-list-type").asText();
        if (listType.isEmpty()) {
            return;
        }
        if (!List.of("atomic", "set", "map").contains(listType)) {
            causes.add(Cause.notSupported(at + ".x-kubernetes-list-type", listType, List.of("atomic", "set", "map")));
        }
        if (listType.equals("map") && schema.path("x-kubernetes-list-map-keys").isEmpty()) {
            causes.add(Cause.required(at + ".x-kubernetes-list-map-keys",
                    "must not be empty if x-kubernetes-list-type is map"));
        }
    }

    private void rules(JsonNode schema, String at) {
        JsonNode rules = schema.path("x-kubernetes-validations");
        for (int i = 0; i < rules.size(); i++) {
            String rule = rules.get(i).path("rule").asText();
            String path = at + ".x-kubernetes-validations[" + i + "].rule";
            if (rule.isBlank()) {
                causes.add(Cause.required(path, "rule is not specified"));
                continue;
            }
            try {
                Program.of(rule);
            } catch (CelException e) {
                causes.add(Cause.invalid(path, rules.get(i), "compilation failed: ERROR: <input>:1:1: "
                        + e.getMessage()));
            }
        }
    }
}
