package dev.plumbline.kubernetes.selectors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.api.ApiException;

/// Requirements on labels that must all hold (`labels.Selector`).
public record LabelSelector(List<Requirement> requirements) {
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /// One requirement on one label.
    public sealed interface Requirement {
        String key();

        boolean holds(Map<String, String> labels);
    }

    /// `key`
    record Exists(String key) implements Requirement {
        @Override
        public boolean holds(Map<String, String> labels) {
            return labels.containsKey(key);
        }
    }

    /// `!key`
    record Absent(String key) implements Requirement {
        @Override
        public boolean holds(Map<String, String> labels) {
            return !labels.containsKey(key);
        }
    }

    /// `key=value`, `key in (a,b)`
    record In(String key, Set<String> values) implements Requirement {
        @Override
        public boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return value != null && values.contains(value);
        }
    }

    /// `key!=value`, `key notin (a,b)`; holds without the label, too.
    record NotIn(String key, Set<String> values) implements Requirement {
        @Override
        public boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return value == null || !values.contains(value);
        }
    }

    /// `key>1`, `key<1`
    record Compared(String key, long bound, boolean greater) implements Requirement {
        @Override
        public boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            try {
                return value != null && (greater ? Long.parseLong(value) > bound : Long.parseLong(value) < bound);
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    /// Reads the form of the `labelSelector` parameter; refused with 400 if it is none.
    public static LabelSelector parse(String text) {
        try {
            return text.isBlank() ? EVERYTHING : new LabelSelector(new LabelSelectorParser(text).parse());
        } catch (SelectorException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /// Reads the form that objects hold: matchLabels and matchExpressions.
    public static LabelSelector of(JsonNode selector) {
        List<Requirement> requirements = new ArrayList<>();
        selector.path("matchLabels").properties()
                .forEach(label -> requirements.add(new In(label.getKey(), Set.of(label.getValue().asText()))));
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asText();
            Set<String> values = new HashSet<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            requirements.add(switch (expression.path("operator").asText()) {
                case "In" -> new In(key, values);
                case "NotIn" -> new NotIn(key, values);
                case "DoesNotExist" -> new Absent(key);
                default -> new Exists(key);
            });
        }
        return new LabelSelector(requirements);
    }

    public boolean matches(Map<String, String> labels) {
        for (Requirement requirement : requirements) {
            if (!requirement.holds(labels)) {
                return false;
            }
        }
        return true;
    }

    /// Whether an object has labels that match.
    public boolean selects(JsonNode object) {
        Map<String, String> labels = new HashMap<>();
        object.path("metadata").path("labels").properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return matches(labels);
    }

    public boolean isEverything() {
        return requirements.isEmpty();
    }
}
