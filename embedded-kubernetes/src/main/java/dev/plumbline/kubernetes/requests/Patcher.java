package dev.plumbline.kubernetes.requests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.api.Details;
import dev.plumbline.kubernetes.api.Status;
import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.json.SyntaxErrors;
import dev.plumbline.kubernetes.patch.Patches;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.typed.Decoded;
import dev.plumbline.kubernetes.typed.UnmarshalException;

/// The three patch formats that change the live object; server-side apply is [Applier]'s.
final class Patcher {
    static final String JSON_PATCH = "application/json-patch+json";
    static final String MERGE_PATCH = "application/merge-patch+json";
    static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";
    static final String APPLY_YAML = "application/apply-patch+yaml";
    static final String APPLY_CBOR = "application/apply-patch+cbor";

    private Patcher() {
    }

    /// A patch whose document was read.
    record Patch(String mediaType, JsonNode document, List<String> duplicates) {
    }

    /// Reads the document and refuses formats that the resource has no use for.
    static Patch read(ResourceType type, RequestBody body) {
        switch (body.mediaType()) {
            case JSON_PATCH, MERGE_PATCH -> {
            }
            case STRATEGIC_PATCH -> {
                if (!type.form().isTyped()) {
                    throw ApiException.of(415, "UnsupportedMediaType", "the body of the request was in an unknown "
                            + "format - accepted media types include: " + JSON_PATCH + ", " + MERGE_PATCH + ", "
                            + APPLY_YAML);
                }
            }
            default -> throw unsupported();
        }
        try {
            Json.Document document = Json.read(body.bytes());
            return new Patch(body.mediaType(), document.value(), document.duplicates());
        } catch (IOException e) {
            String head = body.mediaType().equals(STRATEGIC_PATCH) ? "" : "error decoding patch: ";
            throw ApiException.badRequest(head + SyntaxErrors.describe(body.bytes()));
        }
    }

    static ApiException unsupported() {
        return new ApiException(new Status(415, "UnsupportedMediaType",
                "415: Unsupported Media Type", Details.EMPTY));
    }

    /// The patched object, decoded as if it had been sent.
    static ObjectNode patched(Bodies bodies, ResourceType type, ObjectNode live, Patch patch,
            FieldValidation validation, Caller caller) {
        JsonNode result = apply(type, live, patch);
        if (!(result instanceof ObjectNode object)) {
            throw undecodable(result.toString(),
                    "json: cannot unmarshal " + Bodies.goType(result) + " into Go value of type "
                            + type.version() + "." + type.kind());
        }
        if (!isStrategic(patch)) {
            bodies.checkPatched(type, object);
        }
        try {
            Decoded decoded = type.form().decode(object);
            List<String> complaints = new ArrayList<>(Patches.complaints(patch.document(), patch.duplicates()));
            decoded.unknownFields().forEach(field -> complaints.add("unknown field \"" + field + "\""));
            if (validation == FieldValidation.STRICT && !complaints.isEmpty()) {
                String shown = isStrategic(patch) ? Patches.text(patch.document()) : object.toString();
                throw undecodable(shown, "strict decoding error: " + String.join(", ", complaints));
            }
            Bodies.report(complaints, validation, caller, "");
            return Presentation.inFront(type, decoded.object());
        } catch (UnmarshalException e) {
            throw isStrategic(patch)
                    ? undecodable(Patches.text(patch.document()), e.conversionMessage())
                    : undecodable(object.toString(), String.valueOf(e.getMessage()));
        }
    }

    static JsonNode apply(ResourceType type, ObjectNode live, Patch patch) {
        return switch (patch.mediaType()) {
            case JSON_PATCH -> Patches.json(live, patch.document());
            case MERGE_PATCH -> Patches.merge(live, patch.document());
            default -> {
                if (!(patch.document() instanceof ObjectNode fields)) {
                    throw ApiException.badRequest("json: cannot unmarshal "
                            + Bodies.goType(patch.document()) + " into Go value of type map[string]interface {}");
                }
                yield Patches.strategic(live, fields, type.group(), type.version(), type.kind());
            }
        };
    }

    /// A strategic merge patch is merged as a tree, and refused by showing the patch; the others show the outcome.
    private static boolean isStrategic(Patch patch) {
        return patch.mediaType().equals(STRATEGIC_PATCH);
    }

    private static ApiException undecodable(String shown, String why) {
        return ApiException.invalid("", "", "", List.of(Cause.invalid("patch", shown, why)));
    }
}
