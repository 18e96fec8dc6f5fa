package dev.plumbline.kubernetes.selectors;

import java.util.List;
import java.util.Map;
import java.util.Set;

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

    public boolean matches(Map<String, String> labels) {
        for (Requirement requirement : requirements) {
            if (!requirement.holds(labels)) {
                return false;
            }
        }
        return true;
    }

    public boolean isEverything() {
        return requirements.isEmpty();
    }
}
