package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.cel.CelException;
import dev.plumbline.kubernetes.cel.Program;

/// Evaluates the rules of a schema, from the object inwards.
final class RuleValidation {
    private final List<Cause> causes = new ArrayList<>();

    private RuleValidation() {
    }

    /// Whether the schema has a rule anywhere.
    static boolean hasRules(StructuralSchema schema) {
        return !schema.rules().isEmpty() || schema.properties().values().stream().anyMatch(RuleValidation::hasRules)
                || schema.items().filter(RuleValidation::hasRules).isPresent()
                || schema.additional().filter(RuleValidation::hasRules).isPresent();
    }

    /// @param old null on create
    static List<Cause> validate(StructuralSchema schema, ObjectNode object, @Nullable ObjectNode old) {
        RuleValidation validation = new RuleValidation();
        validation.value(schema, object, Optional.ofNullable(old), "");
        return validation.causes;
    }

    /// Of a default, which has no older state.
    static List<Cause> validate(StructuralSchema schema, JsonNode value) {
        RuleValidation validation = new RuleValidation();
        validation.value(schema, value, Optional.empty(), "");
        return validation.causes;
    }

    private void value(StructuralSchema schema, JsonNode value, Optional<JsonNode> old, String at) {
        boolean unchanged = old.filter(value::equals).isPresent();
        for (ValidationRule rule : schema.rules()) {
            if (!(unchanged && !rule.isTransition())) {
                rule(schema, rule, value, old, at);
            }
        }
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String path = at.isEmpty() ? field.getKey() : at + "." + field.getKey();
                boolean isMap = !schema.properties().containsKey(field.getKey());
                schema.field(field.getKey())
                        .ifPresent(declared -> value(declared, field.getValue(),
                                old.map(before -> before.get(field.getKey())),
                                isMap ? at + "[" + field.getKey() + "]" : path));
            }
        } else if (value.isArray() && schema.items().isPresent()) {
            for (int i = 0; i < value.size(); i++) {
                JsonNode item = value.get(i);
                value(schema.items().get(), item, old.flatMap(list -> Correlation.item(schema, list, item)),
                        at + "[" + i + "]");
            }
        }
    }

    private void rule(StructuralSchema schema, ValidationRule rule, JsonNode value, Optional<JsonNode> old,
            String at) {
        if (rule.isTransition() && old.isEmpty() && !rule.optionalOldSelf()) {
            return;
        }
        try {
            Map<String, Object> variables = new HashMap<>();
            variables.put("self", RuleValues.of(value, schema));
            if (rule.isTransition()) {
                variables.put("oldSelf", rule.optionalOldSelf()
                        ? Program.optional(old)
                        : RuleValues.of(old.orElseThrow(), schema));
            }
            if (!Program.of(rule.rule()).test(variables)) {
                causes.add(cause(rule, value, at, message(rule, variables)));
            }
        } catch (CelException e) {
            causes.add(cause(rule, value, at, "rule evaluation error: " + e.getMessage() + ": " + rule.rule()));
        }
    }

    private static String message(ValidationRule rule, Map<String, Object> variables) {
        if (!rule.messageExpression().isEmpty()) {
            try {
                return Program.of(rule.messageExpression()).text(variables);
            } catch (CelException e) {
                return fallback(rule);
            }
        }
        return fallback(rule);
    }

    private static String fallback(ValidationRule rule) {
        return rule.message().isEmpty() ? "failed rule: " + rule.rule().strip() : rule.message();
    }

    private static Cause cause(ValidationRule rule, JsonNode value, String at, String message) {
        String field = rule.fieldPath().isEmpty()
                ? at
                : (at.isEmpty() ? "" : at + ".") + rule.fieldPath().replaceFirst("^\\.", "");
        return switch (rule.reason()) {
            case "FieldValueRequired" -> Cause.required(field, message);
            case "FieldValueForbidden" -> Cause.forbidden(field, message);
            case "FieldValueDuplicate" -> Cause.duplicate(field, value);
            default -> value.isContainerNode()
                    ? new Cause("FieldValueInvalid", "Invalid value: " + message, field)
                    : Cause.invalid(field, value, message);
        };
    }
}
