package dev.plumbline.kubernetes.requests;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.json.SyntaxErrors;
import dev.plumbline.kubernetes.json.Yaml;
import dev.plumbline.kubernetes.protobuf.ProtobufObject;

/// The body of a write as it came in.
///
/// @param mediaType without parameters, empty where the client named none
@SuppressWarnings("ArrayRecordComponent") // written once and never changed; a copy of each body would cost
public record RequestBody(String mediaType, byte[] bytes) {

    /// A document and the paths of its duplicate keys.
    record Parsed(JsonNode value, List<String> duplicates) {
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    /// Reads JSON or YAML; `kind` is what the errors say was expected.
    Parsed parse(String kind) {
        return switch (mediaType) {
            case "", "application/json", "*/*" -> json(kind);
            case "application/yaml" -> yaml(kind);
            case "application/vnd.kubernetes.protobuf" -> protobuf(kind);
            default -> throw ApiException.of(415, "UnsupportedMediaType",
                    "the body of the request was in an unknown format - accepted media types include: "
                            + "application/json, application/yaml, application/vnd.kubernetes.protobuf");
        };
    }

    private Parsed json(String kind) {
        try {
            Json.Document document = Json.read(bytes);
            return new Parsed(document.value(), document.duplicates());
        } catch (IOException e) {
            throw ApiException.badRequest("the object provided is unrecognized (must be of type " + kind
                    + "): couldn't get version/kind; json parse error: " + SyntaxErrors.describe(bytes) + " ("
                    + SyntaxErrors.excerpt(bytes) + ")");
        }
    }

    private Parsed yaml(String kind) {
        try {
            Json.Document document = Yaml.readFirst(bytes);
            return new Parsed(document.value(), document.duplicates());
        } catch (IOException e) {
            throw ApiException.badRequest("the object provided is unrecognized (must be of type " + kind
                    + "): couldn't get version/kind; json parse error: " + e.getMessage());
        }
    }

    private Parsed protobuf(String kind) {
        try {
            return new Parsed(ProtobufObject.read(bytes), List.of());
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("the object provided is unrecognized (must be of type " + kind + "): "
                    + e.getMessage());
        }
    }
}
