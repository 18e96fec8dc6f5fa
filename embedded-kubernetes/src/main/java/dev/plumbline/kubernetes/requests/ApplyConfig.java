package dev.plumbline.kubernetes.requests;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.json.Yaml;

/// The configuration of a server-side apply: one YAML document.
record ApplyConfig(ObjectNode object, List<String> duplicates) {

    static ApplyConfig read(RequestBody body) {
        Json.Document document;
        try {
            document = Yaml.readFirst(body.bytes());
        } catch (IOException e) {
            throw ApiException.badRequest("error decoding YAML: " + e.getMessage());
        }
        JsonNode value = document.value();
        if (value.isNull()) {
            return new ApplyConfig(JsonNodeFactory.instance.objectNode(), List.of());
        }
        if (!(value instanceof ObjectNode object)) {
            throw ApiException.badRequest("error decoding YAML: error unmarshaling JSON: while decoding JSON: json: "
                    + "cannot unmarshal " + Bodies.goType(value) + " into Go value of type map[string]interface {}");
        }
        return new ApplyConfig(object, document.duplicates());
    }

    /// Refuses a configuration of another kind, or one that says who owns what.
    void check(String apiVersion, String kind) {
        String actualVersion = object.path("apiVersion").asText();
        String actualKind = object.path("kind").asText();
        if (!actualVersion.equals(apiVersion) || !actualKind.equals(kind)) {
            String groupVersion = actualVersion.contains("/") ? actualVersion : "/" + actualVersion;
            throw ApiException.badRequest("invalid object type: " + groupVersion + ", Kind=" + actualKind);
        }
        if (object.path("metadata").path("managedFields").isArray()) {
            throw ApiException.badRequest("metadata.managedFields must be nil");
        }
    }

    /// Reports keys that stand twice in a mapping.
    void report(FieldValidation validation, Caller caller) {
        if (duplicates.isEmpty()) {
            return;
        }
        if (validation == FieldValidation.STRICT) {
            throw ApiException.badRequest("error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal "
                    + "errors:\n  " + String.join("\n  ", duplicates));
        }
        Bodies.report(duplicates, validation, caller, "");
    }
}
