package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.api.Cause;

/// `allOf`, `anyOf`, `oneOf` and `not`.
final class Alternatives {

    private Alternatives() {
    }

    static List<Cause> check(JsonNode schema, JsonNode value, String at) {
        List<Cause> causes = new ArrayList<>(0);
        if (!schema.path("allOf").isEmpty()) {
            List<Cause> all = new ArrayList<>();
            schema.path("allOf").forEach(part -> all.addAll(causes(part, value, at)));
            if (!all.isEmpty()) {
                causes.add(complaint(at, "must validate all the schemas (allOf)"));
                causes.addAll(all);
            }
        }
        if (!schema.path("anyOf").isEmpty()) {
            List<List<Cause>> failures = failures(schema.path("anyOf"), value, at);
            if (failures.size() == schema.path("anyOf").size()) {
                causes.add(complaint(at, "must validate at least one schema (anyOf)"));
                causes.addAll(failures.getFirst());
            }
        }
        if (!schema.path("oneOf").isEmpty()) {
            List<List<Cause>> failures = failures(schema.path("oneOf"), value, at);
            int valid = schema.path("oneOf").size() - failures.size();
            if (valid == 0) {
                causes.add(complaint(at, "must validate one and only one schema (oneOf). Found none valid"));
                causes.addAll(failures.getFirst());
            } else if (valid > 1) {
                causes.add(complaint(at,
                        "must validate one and only one schema (oneOf). Found " + valid + " valid alternatives"));
            }
        }
        if (schema.path("not").isObject() && causes(schema.path("not"), value, at).isEmpty()) {
            causes.add(complaint(at, "must not validate the schema (not)"));
        }
        return causes;
    }

    private static Cause complaint(String at, String rule) {
        return Cause.invalid("<nil>", "", "\"" + at + "\" " + rule);
    }

    private static List<List<Cause>> failures(JsonNode schemas, JsonNode value, String at) {
        List<List<Cause>> failures = new ArrayList<>();
        for (JsonNode schema : schemas) {
            List<Cause> causes = causes(schema, value, at);
            if (!causes.isEmpty()) {
                failures.add(causes);
            }
        }
        return failures;
    }

    /// All complaints about a value and what lies in it.
    private static List<Cause> causes(JsonNode schema, JsonNode value, String at) {
        List<Cause> causes = new ArrayList<>(ValueChecks.of(schema, false, value, at));
        causes.addAll(check(schema, value, at));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode field = value.get(property.getKey());
            if (field != null) {
                causes.addAll(causes(property.getValue(), field,
                        at.isEmpty() ? property.getKey() : at + "." + property.getKey()));
            }
        }
        if (schema.path("items").isObject() && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                causes.addAll(causes(schema.path("items"), value.get(i), at + "[" + i + "]"));
            }
        }
        return causes;
    }
}
