package dev.plumbline.kubernetes.discovery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// The OpenAPI v3 document of one group and version, made of the Swagger 2.0 document: schemas, and the operations by
/// which clients find them.
final class DerivedDocument {
    private static final String V2_REFERENCE = "#/definitions/";
    private static final String V3_REFERENCE = "#/components/schemas/";
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    private final JsonNode swagger;
    private final Deque<String> wanted = new ArrayDeque<>();
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    private DerivedDocument(JsonNode swagger) {
        this.swagger = swagger;
    }

    /// @param path `apis/storage.k8s.io/v1`
    static ObjectNode of(JsonNode swagger, String path) {
        DerivedDocument derived = new DerivedDocument(swagger);
        derived.document.put("openapi", "3.0.0");
        derived.document.putObject("info").put("title", "Kubernetes").put("version", "v1.36.2");
        derived.paths("/" + path + "/");
        derived.schemas();
        return derived.document;
    }

    private void paths(String prefix) {
        ObjectNode paths = document.putObject("paths");
        for (Map.Entry<String, JsonNode> path : swagger.path("paths").properties()) {
            if (path.getKey().startsWith(prefix)) {
                ObjectNode item = paths.putObject(path.getKey());
                METHODS.stream().filter(path.getValue()::has)
                        .forEach(method -> item.set(method, operation(path.getValue().path(method))));
            }
        }
    }

    private ObjectNode operation(JsonNode v2) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("description", "operationId", "tags", "x-kubernetes-action",
                "x-kubernetes-group-version-kind")) {
            if (v2.has(field)) {
                out.set(field, v2.path(field));
            }
        }
        ArrayNode parameters = out.putArray("parameters");
        for (JsonNode reference : v2.path("parameters")) {
            JsonNode parameter = reference.has("$ref") ? parameter(reference.path("$ref").asText()) : reference;
            if (parameter.path("in").asText().equals("query")) {
                parameters.addObject().put("name", parameter.path("name").asText()).put("in", "query")
                        .putObject("schema").put("type", parameter.path("type").asText());
            }
        }
        JsonNode schema = v2.path("responses").path("200").path("schema");
        ObjectNode response = out.putObject("responses").putObject("200").put("description", "OK");
        if (schema.isObject()) {
            response.putObject("content").putObject("application/json").set("schema", converted(schema));
        }
        return out;
    }

    private JsonNode parameter(String reference) {
        return swagger.path("parameters").path(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private void schemas() {
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        Set<String> done = new HashSet<>();
        while (!wanted.isEmpty()) {
            String name = wanted.removeFirst();
            if (done.add(name)) {
                schemas.set(name, converted(swagger.path("definitions").path(name)));
            }
        }
    }

    /// The same schema with references into the new document.
    private JsonNode converted(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> out.set(field.getKey(),
                    field.getKey().equals("$ref") && field.getValue().isTextual()
                            ? reference(field.getValue())
                            : converted(field.getValue())));
            return out;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> out.add(converted(item)));
            return out;
        }
        return value;
    }

    private JsonNode reference(JsonNode reference) {
        String name = reference.asText().replace(V2_REFERENCE, "");
        wanted.add(name);
        return TextNode.valueOf(V3_REFERENCE + name);
    }
}
