package dev.plumbline.kubernetes.requests;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.resources.ResourceTypes;
import dev.plumbline.kubernetes.typed.Decoded;
import dev.plumbline.kubernetes.typed.UnmarshalException;

/// From what a client sent to an object in the server's form: right kind, declared fields only, defaults filled in.
final class Bodies {
    private final ResourceTypes types;

    Bodies(ResourceTypes types) {
        this.types = types;
    }

    /// Decodes the body of a POST or PUT.
    ObjectNode decode(ResourceType type, RequestBody body, FieldValidation validation, Caller caller) {
        RequestBody.Parsed parsed = body.parse(type.kind());
        if (!(parsed.value() instanceof ObjectNode sent)) {
            throw unreadable(type, "couldn't get version/kind; json parse error: json: cannot unmarshal "
                    + goType(parsed.value()) + " into Go value of type struct { APIVersion string"
                    + " \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }");
        }
        checkKind(type, sent);
        String what = kindIn(type, sent) + " cannot be handled as a " + type.kind() + ": ";
        Decoded decoded;
        try {
            decoded = type.form().decode(sent);
        } catch (UnmarshalException e) {
            throw ApiException.badRequest(what + e.getMessage());
        }
        List<String> complaints = new ArrayList<>();
        decoded.unknownFields().forEach(field -> complaints.add("unknown field \"" + field + "\""));
        parsed.duplicates().forEach(field -> complaints.add("duplicate field \"" + field + "\""));
        report(complaints, validation, caller, what + "strict decoding error: ");
        return decoded.object();
    }

    /// A new object without the status that its creator may not set.
    ObjectNode withoutStatus(ResourceType type, ObjectNode object) {
        if (!type.hasStatus() || type.strategy().keepsStatusOnCreate() || object.path("status").isEmpty()) {
            return object;
        }
        ObjectNode rest = object.deepCopy();
        rest.remove("status");
        try {
            return type.form().decode(rest).object();
        } catch (UnmarshalException e) {
            throw new IllegalStateException("A decoded " + type.kind() + " can't be decoded again", e);
        }
    }

    static void report(List<String> complaints, FieldValidation validation, Caller caller, String strictPrefix) {
        switch (validation) {
            case STRICT -> {
                if (!complaints.isEmpty()) {
                    throw ApiException.badRequest(strictPrefix + String.join(", ", complaints));
                }
            }
            case WARN -> complaints.forEach(caller::warn);
            case IGNORE -> {
            }
        }
    }

    private void checkKind(ResourceType type, ObjectNode sent) {
        String apiVersion = sent.path("apiVersion").asText();
        String kind = sent.path("kind").asText();
        boolean versionFits = apiVersion.isEmpty() || apiVersion.equals(type.apiVersion());
        if (versionFits && (kind.isEmpty() || kind.equals(type.kind()))) {
            return;
        }
        if (type.traits().custom()) {
            if (!versionFits) {
                throw ApiException.badRequest("the API version in the data (" + apiVersion
                        + ") does not match the expected API version (" + type.apiVersion() + ")");
            }
            throw ApiException.invalid(type.group(), kind, sent.path("metadata").path("name").asText(),
                    List.of(Cause.invalid("kind", kind, "must be " + type.kind())));
        }
        String group = group(apiVersion);
        boolean isOtherVersion = kind.equals(type.kind()) && group.equals(type.group())
                && types.byKind(group, version(apiVersion), kind).isPresent();
        throw ApiException.badRequest(isOtherVersion
                ? "the API version in the data (" + apiVersion + ") does not match the expected API version ("
                        + type.apiVersion() + ")"
                : kindIn(type, sent) + " cannot be handled as a " + type.kind() + ": "
                        + foreign(type, apiVersion, kind));
    }

    /// Why an object of that kind can't be read as one of the resource.
    private String foreign(ResourceType type, String apiVersion, String kind) {
        return types.byKind(group(apiVersion), version(apiVersion), kind).isEmpty()
                ? "no kind \"" + kind + "\" is registered for version \"" + apiVersion
                        + "\" in scheme \"pkg/api/legacyscheme/scheme.go:30\""
                : "converting (" + version(apiVersion) + "." + kind + ") to (" + internalPackage(type.group()) + "."
                        + type.kind() + "): unknown conversion";
    }

    /// Refuses a patch that makes an object one of another kind.
    void checkPatched(ResourceType type, ObjectNode patched) {
        String apiVersion = patched.path("apiVersion").asText();
        String kind = patched.path("kind").asText();
        boolean hasKind = kind.equals(type.kind());
        boolean hasVersion = apiVersion.equals(type.apiVersion());
        if (hasKind && hasVersion) {
            return;
        }
        if (type.traits().custom()) {
            List<Cause> causes = new ArrayList<>();
            if (!hasKind) {
                causes.add(Cause.invalid("kind", kind, "must be " + type.kind()));
            }
            if (!hasVersion) {
                causes.add(Cause.invalid("apiVersion", apiVersion, "must be " + type.apiVersion()));
            }
            throw ApiException.invalid(group(apiVersion), kind, patched.path("metadata").path("name").asText(), causes);
        }
        boolean isOtherVersion = hasKind && group(apiVersion).equals(type.group())
                && types.byKind(type.group(), version(apiVersion), kind).isPresent();
        if (!isOtherVersion) {
            throw ApiException.invalid("", "", "", List.of(Cause.invalid("patch", patched.toString(),
                    foreign(type, apiVersion, kind))));
        }
    }

    private static String group(String apiVersion) {
        return apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    }

    private static String version(String apiVersion) {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    private static String internalPackage(String group) {
        return group.isEmpty() ? "core" : group.split("\\.", -1)[0];
    }

    private static String kindIn(ResourceType type, ObjectNode sent) {
        String apiVersion = sent.path("apiVersion").asText(type.apiVersion());
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        String kind = sent.path("kind").asText();
        return (kind.isEmpty() ? type.kind() : kind) + " in version \"" + version + "\"";
    }

    static ApiException unreadable(ResourceType type, String why) {
        return ApiException.badRequest(
                "the object provided is unrecognized (must be of type " + type.kind() + "): " + why);
    }

    static String goType(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case OBJECT, POJO -> "object";
            case NULL, MISSING -> "null";
        };
    }
}
