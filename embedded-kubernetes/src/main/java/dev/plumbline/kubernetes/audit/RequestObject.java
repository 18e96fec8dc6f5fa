package dev.plumbline.kubernetes.audit;

import java.io.IOException;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.json.Yaml;
import dev.plumbline.kubernetes.protobuf.ProtobufObject;

/// The body of a request as JSON; missing where there was none or where it can't be read.
record RequestObject(JsonNode value, JsonNode metadata) {
    static final RequestObject NONE = new RequestObject(MissingNode.getInstance(), MissingNode.getInstance());
    /// Verbs whose body is an object of the resource, or of its subresource.
    private static final Set<String> WHOLE = Set.of("create", "update");

    static RequestObject of(Incoming request) {
        if (request.body().length == 0) {
            return NONE;
        }
        try {
            JsonNode value = read(request.mediaType(), request.body());
            boolean whole = WHOLE.contains(request.attributes().verb());
            return new RequestObject(value, whole ? value.path("metadata") : MissingNode.getInstance());
        } catch (IOException | IllegalArgumentException e) {
            return NONE;
        }
    }

    private static JsonNode read(String mediaType, byte[] body) throws IOException {
        return switch (mediaType) {
            case "application/vnd.kubernetes.protobuf" -> ProtobufObject.read(body);
            case "application/yaml", "application/apply-patch+yaml" -> Yaml.readFirst(body).value();
            default -> Json.read(body).value();
        };
    }

    boolean isEmpty() {
        return value.isMissingNode();
    }
}
