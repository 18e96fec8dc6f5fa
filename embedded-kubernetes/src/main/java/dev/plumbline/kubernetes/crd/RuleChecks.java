package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.cel.CelException;
import dev.plumbline.kubernetes.cel.Program;

/// What is wrong with the entries of `x-kubernetes-validations` of a schema.
final class RuleChecks {
    private static final List<String> REASONS = List.of("FieldValueDuplicate", "FieldValueForbidden",
            "FieldValueInvalid", "FieldValueRequired");
    private static final Set<Character> BREAKS = Set.of('\n', '\r');

    private RuleChecks() {
    }

    /// All but the rules' own language.
    static List<Cause> form(JsonNode schema, JsonNode rules, String at) {
        List<Cause> causes = new ArrayList<>(0);
        for (int i = 0; i < rules.size(); i++) {
            JsonNode entry = rules.get(i);
            String place = at + "[" + i + "]";
            texts(entry, place, causes);
            String expression = entry.path("messageExpression").asText();
            if (!expression.isEmpty() && expression.isBlank()) {
                causes.add(Cause.required(place + ".messageExpression",
                        "messageExpression must be non-empty if specified"));
            }
            String reason = entry.path("reason").asText();
            if (entry.has("reason") && !REASONS.contains(reason)) {
                causes.add(Cause.notSupported(place + ".reason", reason, REASONS));
            }
            fieldPath(schema, entry.path("fieldPath").asText(), place + ".fieldPath", causes);
        }
        return causes;
    }

    private static void texts(JsonNode entry, String place, List<Cause> causes) {
        String rule = entry.path("rule").asText();
        String message = entry.path("message").asText();
        if (rule.isBlank()) {
            causes.add(Cause.required(place + ".rule", "rule is not specified"));
        } else if (!message.isEmpty() && message.isBlank()) {
            causes.add(Cause.invalid(place + ".message", message, "must be non-empty if specified"));
        } else if (hasBreaks(message.strip())) {
            causes.add(Cause.invalid(place + ".message", message, "must not contain line breaks"));
        } else if (hasBreaks(rule.strip()) && message.isBlank()) {
            causes.add(Cause.required(place + ".message", "message must be specified if rule contains line breaks"));
        }
    }

    private static void fieldPath(JsonNode schema, String path, String at, List<Cause> causes) {
        if (path.isEmpty()) {
            return;
        }
        if (path.isBlank()) {
            causes.add(Cause.invalid(at, path, "must be non-empty if specified"));
        }
        if (hasBreaks(path)) {
            causes.add(Cause.invalid(at, path, "must not contain line breaks"));
        }
        if (!leadsSomewhere(schema, path)) {
            causes.add(Cause.invalid(at, path, "must be a valid path"));
        }
    }

    /// Whether a path like `.a.b` or `.a['b']` names a declared field.
    private static boolean leadsSomewhere(JsonNode schema, String path) {
        JsonNode at = schema;
        String dotted = path.replace("['", ".").replace("']", "");
        if (!dotted.startsWith(".")) {
            return false;
        }
        for (String name : dotted.substring(1).split("\\.", -1)) {
            JsonNode below = at.path("properties").path(name);
            at = below.isMissingNode() ? at.path("additionalProperties") : below;
        }
        return at.isObject();
    }

    private static boolean hasBreaks(String text) {
        return text.chars().anyMatch(c -> BREAKS.contains((char) c));
    }

    /// Whether the rules are expressions, and speak of an old value only where there is one.
    ///
    /// @param uncorrelated path of the part of the schema whose old value can't be found; empty: it can
    static List<Cause> compiled(JsonNode rules, String at, String uncorrelated) {
        List<Cause> causes = new ArrayList<>(0);
        for (int i = 0; i < rules.size(); i++) {
            ValidationRule rule = ValidationRule.of(rules.get(i));
            String place = at + "[" + i + "]";
            expression(rule.rule(), rules.get(i), place + ".rule", causes);
            expression(rule.messageExpression(), rules.get(i), place + ".messageExpression", causes);
            if (rule.isTransition() && !uncorrelated.isEmpty()) {
                causes.add(Cause.invalid(place + ".rule", rule.rule(), "oldSelf cannot be used on the uncorrelatable "
                        + "portion of the schema within " + uncorrelated));
            } else if (!rule.isTransition() && rules.get(i).has("optionalOldSelf")) {
                causes.add(Cause.invalid(place + ".optionalOldSelf", rules.get(i).path("optionalOldSelf"),
                        "may not be set if oldSelf is not used in rule"));
            }
        }
        return causes;
    }

    private static void expression(String text, JsonNode entry, String at, List<Cause> causes) {
        if (text.isBlank()) {
            return;
        }
        try {
            Program.of(text);
        } catch (CelException e) {
            causes.add(Cause.invalid(at, entry, "compilation failed: ERROR: <input>:1:1: " + e.getMessage()));
        }
    }
}
