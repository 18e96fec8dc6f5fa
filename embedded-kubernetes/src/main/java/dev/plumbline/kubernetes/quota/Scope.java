package dev.plumbline.kubernetes.quota;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// One scope of a ResourceQuota.
///
/// @param operator Exists, DoesNotExist, In or NotIn
record Scope(String name, String operator, List<String> values) {
    Scope {
        values = List.copyOf(values);
    }

    static List<Scope> of(JsonNode quota) {
        List<Scope> scopes = new ArrayList<>();
        Trees.at(quota, "spec", "scopes")
                .forEach(name -> scopes.add(new Scope(name.asText(), "Exists", List.of())));
        Trees.at(quota, "spec", "scopeSelector", "matchExpressions").forEach(requirement -> scopes.add(new Scope(
                requirement.path("scopeName").asText(), requirement.path("operator").asText(),
                Trees.texts(requirement.path("values")))));
        return scopes;
    }

    /// Whether a value fits; null where the object has none.
    boolean fits(@Nullable String value) {
        return switch (operator) {
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "In" -> value != null && values.contains(value);
            default -> value == null || !values.contains(value);
        };
    }
}
