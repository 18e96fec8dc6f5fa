package dev.plumbline.kubernetes.discovery;

import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// The OpenAPI v3 documents of custom resources as definitions and paths of a Swagger 2.0 document, which knows less:
/// alternatives and nullable values are left open, as k8s.io/apiextensions-apiserver does.
final class CustomSwagger {
    private static final List<String> UNKNOWN = List.of("oneOf", "anyOf", "not", "nullable");
    private static final List<String> SHAPE = List.of("type", "items", "properties", "required", "additionalProperties",
            "format");

    private CustomSwagger() {
    }

    static ObjectNode of(Collection<ObjectNode> documents) {
        ObjectNode swagger = JsonNodeFactory.instance.objectNode();
        ObjectNode paths = swagger.putObject("paths");
        ObjectNode definitions = swagger.putObject("definitions");
        for (ObjectNode document : documents) {
            document.path("components").path("schemas").properties()
                    .forEach(schema -> definitions.set(schema.getKey(), schema(schema.getValue())));
            document.path("paths").properties().forEach(path -> {
                ObjectNode item = paths.putObject(path.getKey());
                path.getValue().properties()
                        .forEach(method -> item.set(method.getKey(), operation(method.getValue())));
            });
        }
        return swagger;
    }

    private static ObjectNode operation(JsonNode v3) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.set("x-kubernetes-action", v3.path("x-kubernetes-action"));
        operation.set("x-kubernetes-group-version-kind", v3.path("x-kubernetes-group-version-kind"));
        ArrayNode parameters = operation.putArray("parameters");
        v3.path("parameters").forEach(parameter -> parameters.addObject().put("name", parameter.path("name").asText())
                .put("in", parameter.path("in").asText()).put("type", "string"));
        JsonNode schema = v3.path("responses").path("200").path("content").path("application/json").path("schema");
        operation.putObject("responses").putObject("200").put("description", "OK").set("schema", schema(schema));
        return operation;
    }

    private static JsonNode schema(JsonNode v3) {
        if (v3 instanceof ArrayNode array) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> out.add(schema(item)));
            return out;
        }
        if (!(v3 instanceof ObjectNode object)) {
            return v3;
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(entry -> out.set(entry.getKey(),
                entry.getKey().equals("$ref") && entry.getValue().isTextual()
                        ? TextNode.valueOf(entry.getValue().asText().replace("#/components/schemas/", "#/definitions/"))
                        : schema(entry.getValue())));
        if (object.path("nullable").isBoolean() && object.path("nullable").asBoolean()) {
            out.remove(SHAPE);
        }
        UNKNOWN.stream().filter(name -> isKeyword(object, name)).forEach(out::remove);
        return out;
    }

    /// Whether the name is a keyword here, and not the name of a property.
    private static boolean isKeyword(ObjectNode object, String name) {
        return name.equals("nullable")
                ? object.path(name).isBoolean()
                : object.path(name).isArray() || name.equals("not");
    }
}
