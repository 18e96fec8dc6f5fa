package dev.plumbline.kubernetes.crd;

import com.fasterxml.jackson.databind.JsonNode;

/// An entry of `x-kubernetes-validations`.
///
/// @param isTransition whether it speaks of `oldSelf` and so holds only between two states
record ValidationRule(String rule, String message, String messageExpression, String reason, String fieldPath,
        boolean isTransition, boolean optionalOldSelf) {

    static ValidationRule of(JsonNode json) {
        String rule = json.path("rule").asText();
        return new ValidationRule(rule, json.path("message").asText(), json.path("messageExpression").asText(),
                json.path("reason").asText("FieldValueInvalid"), json.path("fieldPath").asText(),
                rule.matches("(?s).*\\boldSelf\\b.*"), json.path("optionalOldSelf").asBoolean());
    }
}
