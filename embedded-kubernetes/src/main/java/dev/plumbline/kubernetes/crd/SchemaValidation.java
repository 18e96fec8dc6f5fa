package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;

/// Validates an object of a custom resource against its schema and rules.
///
/// Ratcheting: what an update leaves as it was is not looked at, so that a stricter schema does not block changes
/// elsewhere (KEP-4008).
final class SchemaValidation {
    private static final Set<String> BLOCKING = Set.of("FieldValueNotSupported", "FieldValueRequired",
            "FieldValueTooLong", "FieldValueTooMany", "FieldValueTypeInvalid");

    private final List<Cause> causes = new ArrayList<>();

    private SchemaValidation() {
    }

    /// @param old null on create
    static List<Cause> validate(StructuralSchema schema, ObjectNode object, @Nullable ObjectNode old) {
        SchemaValidation validation = new SchemaValidation();
        validation.value(schema, object, Optional.ofNullable(old), "");
        List<Cause> causes = validation.causes;
        if (!RuleValidation.hasRules(schema)) {
            return causes;
        }
        if (causes.stream().anyMatch(cause -> BLOCKING.contains(cause.reason()))) {
            causes.add(Cause.invalid("<nil>", JsonNodeFactory.instance.nullNode(),
                    "some validation rules were not checked because the object was invalid; correct the existing "
                            + "errors to complete validation"));
        } else {
            causes.addAll(RuleValidation.validate(schema, object, old));
        }
        return causes;
    }

    /// What is wrong with a default, which stands for no whole object; paths begin below it.
    static List<Cause> validateDefault(StructuralSchema schema, JsonNode value) {
        SchemaValidation validation = new SchemaValidation();
        validation.value(schema, value, Optional.empty(), "");
        if (validation.causes.isEmpty()) {
            validation.causes.addAll(RuleValidation.validate(schema, value));
        }
        return validation.causes;
    }

    private void value(StructuralSchema schema, JsonNode value, Optional<JsonNode> old, String at) {
        if (old.filter(value::equals).isPresent()) {
            return;
        }
        causes.addAll(ValueChecks.of(schema.json(), schema.intOrString(), value, at));
        causes.addAll(Alternatives.check(schema.json(), value, at));
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String path = at.isEmpty() ? field.getKey() : at + "." + field.getKey();
                boolean reported = field.getValue().isNull() && isRequired(schema, field.getKey());
                if (!reported && !(at.isEmpty() && isObjectField(field.getKey()))) {
                    schema.field(field.getKey()).ifPresent(declared -> value(declared, field.getValue(),
                            old.map(before -> before.get(field.getKey())), path));
                }
            }
        } else if (value.isArray()) {
            items(schema, value, old, at);
        }
    }

    private static boolean isObjectField(String name) {
        return name.equals("apiVersion") || name.equals("kind") || name.equals("metadata");
    }

    private static boolean isRequired(StructuralSchema schema, String name) {
        for (JsonNode required : schema.json().path("required")) {
            if (required.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void items(StructuralSchema schema, JsonNode value, Optional<JsonNode> old, String at) {
        Optional<StructuralSchema> items = schema.items();
        if (items.isEmpty()) {
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            JsonNode item = value.get(i);
            Optional<JsonNode> before = old.flatMap(list -> Correlation.item(schema, list, item));
            value(items.get(), item, before, at + "[" + i + "]");
        }
        switch (schema.listType()) {
            case "set" -> duplicates(value, at, item -> item);
            case "map" -> duplicates(value, at, item -> Correlation.keys(schema, item));
            default -> {
            }
        }
    }

    /// What makes an item of a list unique.
    @FunctionalInterface
    private interface Identity {
        JsonNode of(JsonNode item);
    }

    private void duplicates(JsonNode list, String at, Identity identity) {
        List<JsonNode> seen = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode key = identity.of(list.get(i));
            if (seen.contains(key)) {
                causes.add(Cause.duplicate(at + "[" + i + "]", key));
            }
            seen.add(key);
        }
    }
}
