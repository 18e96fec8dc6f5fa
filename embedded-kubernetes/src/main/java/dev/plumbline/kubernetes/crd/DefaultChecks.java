package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.api.Cause;

/// Whether the defaults of a schema fit it (apiextensions' `defaulting`): no undeclared fields, valid values.
final class DefaultChecks {
    private final List<Cause> causes = new ArrayList<>();

    private DefaultChecks() {
    }

    static List<Cause> check(StructuralSchema schema, String at) {
        DefaultChecks checks = new DefaultChecks();
        checks.schema(schema, at);
        return checks.causes;
    }

    private void schema(StructuralSchema schema, String at) {
        JsonNode value = schema.defaultValue();
        if (value != null) {
            String place = at + ".default";
            if (!Pruning.unknownIn(schema, value).isEmpty()) {
                causes.add(Cause.invalid(place, value, "must not have unknown fields"));
            }
            for (Cause cause : SchemaValidation.validateDefault(schema, value)) {
                String field = cause.field().isEmpty() || cause.field().startsWith("[")
                        ? place + cause.field()
                        : place + "." + cause.field();
                causes.add(new Cause(cause.reason(), cause.message(), field));
            }
        }
        schema.items().ifPresent(items -> schema(items, at + ".items"));
        schema.properties().forEach((name, property) -> schema(property, at + ".properties[" + name + "]"));
    }
}
