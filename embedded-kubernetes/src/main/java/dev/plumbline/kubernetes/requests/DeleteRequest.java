package dev.plumbline.kubernetes.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.DeleteOptions.Propagation;
import dev.plumbline.kubernetes.typed.TypeTable;
import dev.plumbline.kubernetes.typed.TypedDecoder;
import dev.plumbline.kubernetes.typed.UnmarshalException;

/// What a DELETE asks for, from its body or, without one, from its parameters.
///
/// @param accepted whether an object that stays for now is answered with 202, as `orphanDependents=false` asks
record DeleteRequest(DeleteOptions options, boolean dryRun, boolean accepted) {
    private static final TypedDecoder DECODER = TypeTable.builtin().decoder("meta.v1.DeleteOptions");

    static DeleteRequest of(RequestBody body, Parameters parameters) {
        ObjectNode fields = body.isEmpty() ? fromParameters(parameters) : fromBody(body);
        List<Cause> causes = new ArrayList<>();
        JsonNode orphan = fields.path("orphanDependents");
        String policy = fields.path("propagationPolicy").asText();
        if (orphan.isBoolean() && !policy.isEmpty()) {
            causes.add(Cause.invalid("propagationPolicy", policy,
                    "orphanDependents and deletionPropagation cannot be both set"));
        }
        if (!policy.isEmpty() && !List.of("Foreground", "Background", "Orphan").contains(policy)) {
            causes.add(Cause.notSupported("propagationPolicy", policy,
                    List.of("Foreground", "Background", "Orphan", "nil")));
        }
        // A body speaks alone: the parameters are read only without one.
        boolean dryRun = body.isEmpty() ? parameters.dryRun() : !fields.path("dryRun").isEmpty();
        if (body.isEmpty()) {
            parameters.checkDryRun(causes);
        } else if (dryRun && !isAll(fields.path("dryRun"))) {
            causes.add(Cause.notSupported("dryRun", fields.path("dryRun"), List.of("All")));
        }
        Parameters.refuse("DeleteOptions", causes);
        JsonNode preconditions = fields.path("preconditions");
        JsonNode grace = fields.path("gracePeriodSeconds");
        DeleteOptions options = new DeleteOptions(propagation(policy, orphan), text(preconditions.path("uid")),
                text(preconditions.path("resourceVersion")),
                grace.isNumber()
                        ? OptionalLong.of(grace.longValue() < 0 ? 1 : grace.longValue())
                        : OptionalLong.empty());
        return new DeleteRequest(options, dryRun, orphan.isBoolean() && !orphan.booleanValue());
    }

    private static boolean isAll(JsonNode values) {
        for (JsonNode value : values) {
            if (!value.asText().equals("All")) {
                return false;
            }
        }
        return true;
    }

    private static ObjectNode fromParameters(Parameters parameters) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        parameters.number("gracePeriodSeconds").ifPresent(seconds -> fields.put("gracePeriodSeconds", seconds));
        if (parameters.has("propagationPolicy")) {
            fields.put("propagationPolicy", parameters.text("propagationPolicy"));
        }
        if (parameters.has("orphanDependents")) {
            fields.put("orphanDependents", parameters.flag("orphanDependents"));
        }
        return fields;
    }

    private static ObjectNode fromBody(RequestBody body) {
        JsonNode value = body.parse("DeleteOptions").value();
        if (!(value instanceof ObjectNode fields)) {
            throw ApiException.badRequest("couldn't get version/kind; json parse error: json: cannot unmarshal "
                    + Bodies.goType(value) + " into Go value of type v1.DeleteOptions");
        }
        String kind = fields.path("kind").asText();
        if (!kind.isEmpty() && !kind.equals("DeleteOptions")) {
            throw ApiException.badRequest(kind + " in version \""
                    + fields.path("apiVersion").asText().replaceAll(".*/", "")
                    + "\" cannot be handled as a DeleteOptions: no kind \"" + kind + "\" is registered for version \""
                    + fields.path("apiVersion").asText() + "\"");
        }
        try {
            DECODER.decode(fields);
        } catch (UnmarshalException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
        return fields;
    }

    private static Optional<Propagation> propagation(String policy, JsonNode orphan) {
        return switch (policy) {
            case "Orphan" -> Optional.of(Propagation.ORPHAN);
            case "Foreground" -> Optional.of(Propagation.FOREGROUND);
            case "Background" -> Optional.of(Propagation.BACKGROUND);
            default -> orphan.isBoolean()
                    ? Optional.of(orphan.booleanValue() ? Propagation.ORPHAN : Propagation.BACKGROUND)
                    : Optional.empty();
        };
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty() ? Optional.of(value.textValue()) : Optional.empty();
    }
}
