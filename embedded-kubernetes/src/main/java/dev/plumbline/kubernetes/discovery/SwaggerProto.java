package dev.plumbline.kubernetes.discovery;

import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

/// A Swagger 2.0 document as the protobuf message `openapi.v2.Document` (gnostic's OpenAPIv2.proto), which is how kubectl
/// asks for it. What clients of Kubernetes read is written: definitions, paths, parameters, extensions.
///
/// Two written documents, one after the other, are the document that has the definitions and paths of both.
final class SwaggerProto {
    private static final Map<String, Integer> METHODS = Map.of("get", 2, "put", 3, "post", 4, "delete", 5, "options", 6,
            "head", 7, "patch", 8);
    private static final Map<String, Integer> SCHEMA_TEXTS = Map.of("$ref", 1, "format", 2, "title", 3, "description",
            4, "pattern", 13, "discriminator", 26);
    private static final Map<String, Integer> SCHEMA_REALS = Map.of("multipleOf", 6, "maximum", 7, "minimum", 9);
    private static final Map<String, Integer> SCHEMA_NUMBERS = Map.of("maxLength", 11, "minLength", 12, "maxItems", 14,
            "minItems", 15, "maxProperties", 17, "minProperties", 18);
    private static final Map<String, Integer> SCHEMA_FLAGS = Map.of("exclusiveMaximum", 8, "exclusiveMinimum", 10,
            "uniqueItems", 16, "readOnly", 27);

    private SwaggerProto() {
    }

    static byte[] of(JsonNode swagger) {
        ProtoWriter document = new ProtoWriter();
        if (swagger.has("swagger")) {
            document.text(1, swagger.path("swagger").asText());
            document.message(2, new ProtoWriter().text(1, swagger.path("info").path("title").asText()).text(2,
                    swagger.path("info").path("version").asText()));
        }
        document.message(8, named(2, swagger.path("paths"), SwaggerProto::path));
        document.message(9, named(1, swagger.path("definitions"), SwaggerProto::schema));
        if (swagger.has("parameters")) {
            document.message(10, named(1, swagger.path("parameters"), SwaggerProto::parameter));
        }
        return document.toBytes();
    }

    /// A map as a list of names and values.
    private static ProtoWriter named(int field, JsonNode map, Function<JsonNode, ProtoWriter> value) {
        ProtoWriter out = new ProtoWriter();
        map.properties().forEach(entry -> out.message(field,
                new ProtoWriter().text(1, entry.getKey()).message(2, value.apply(entry.getValue()))));
        return out;
    }

    private static ProtoWriter path(JsonNode path) {
        ProtoWriter out = new ProtoWriter();
        path.properties().forEach(entry -> {
            Integer method = METHODS.get(entry.getKey());
            if (method != null) {
                out.message(method, operation(entry.getValue()));
            }
        });
        path.path("parameters").forEach(parameter -> out.message(9, parameterOrReference(parameter)));
        return out;
    }

    private static ProtoWriter operation(JsonNode operation) {
        ProtoWriter out = new ProtoWriter();
        texts(out, 1, operation.path("tags"));
        text(out, 3, operation.path("description"));
        text(out, 5, operation.path("operationId"));
        texts(out, 6, operation.path("produces"));
        texts(out, 7, operation.path("consumes"));
        operation.path("parameters").forEach(parameter -> out.message(8, parameterOrReference(parameter)));
        out.message(9, named(1, operation.path("responses"), SwaggerProto::response));
        texts(out, 10, operation.path("schemes"));
        extensions(out, 13, operation);
        return out;
    }

    private static ProtoWriter response(JsonNode response) {
        ProtoWriter inner = new ProtoWriter().text(1, response.path("description").asText());
        if (response.has("schema")) {
            inner.message(2, new ProtoWriter().message(1, schema(response.path("schema"))));
        }
        return new ProtoWriter().message(1, inner);
    }

    private static ProtoWriter parameterOrReference(JsonNode parameter) {
        return parameter.has("$ref")
                ? new ProtoWriter().message(2, new ProtoWriter().text(1, parameter.path("$ref").asText()))
                : new ProtoWriter().message(1, parameter(parameter));
    }

    private static ProtoWriter parameter(JsonNode parameter) {
        String in = parameter.path("in").asText();
        if (in.equals("body")) {
            ProtoWriter body = new ProtoWriter();
            text(body, 1, parameter.path("description"));
            text(body, 2, parameter.path("name"));
            body.text(3, in).flag(4, parameter.path("required").asBoolean()).message(5,
                    schema(parameter.path("schema")));
            return new ProtoWriter().message(1, body);
        }
        boolean isQuery = in.equals("query");
        ProtoWriter other = new ProtoWriter().flag(1, parameter.path("required").asBoolean()).text(2, in);
        text(other, 3, parameter.path("description"));
        text(other, 4, parameter.path("name"));
        text(other, isQuery ? 6 : 5, parameter.path("type"));
        return new ProtoWriter().message(2, new ProtoWriter().message(isQuery ? 3 : 4, other));
    }

    private static ProtoWriter schema(JsonNode schema) {
        ProtoWriter out = new ProtoWriter();
        schema.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            if (SCHEMA_TEXTS.containsKey(name)) {
                out.text(SCHEMA_TEXTS.get(name), value.asText());
            } else if (SCHEMA_REALS.containsKey(name)) {
                out.real(SCHEMA_REALS.get(name), value.asDouble());
            } else if (SCHEMA_NUMBERS.containsKey(name)) {
                out.number(SCHEMA_NUMBERS.get(name), value.asLong());
            } else if (SCHEMA_FLAGS.containsKey(name)) {
                out.flag(SCHEMA_FLAGS.get(name), value.asBoolean());
            } else {
                part(out, name, value);
            }
        });
        extensions(out, 31, schema);
        return out;
    }

    private static void part(ProtoWriter out, String name, JsonNode value) {
        switch (name) {
            case "default" -> out.message(5, any(value));
            case "required" -> texts(out, 19, value);
            case "enum" -> value.forEach(item -> out.message(20, any(item)));
            case "additionalProperties" -> out.message(21, value.isBoolean()
                    ? new ProtoWriter().flag(2, value.asBoolean())
                    : new ProtoWriter().message(1, schema(value)));
            case "type" -> {
                ProtoWriter types = new ProtoWriter();
                if (value.isArray()) {
                    texts(types, 1, value);
                } else {
                    types.text(1, value.asText());
                }
                out.message(22, types);
            }
            case "items" -> out.message(23, new ProtoWriter().message(1, schema(value)));
            case "allOf" -> value.forEach(item -> out.message(24, schema(item)));
            case "properties" -> out.message(25, named(1, value, SwaggerProto::schema));
            case "example" -> out.message(30, any(value));
            default -> {
            }
        }
    }

    private static void extensions(ProtoWriter out, int field, JsonNode owner) {
        owner.properties().forEach(entry -> {
            if (entry.getKey().startsWith("x-")) {
                out.message(field,
                        new ProtoWriter().text(1, entry.getKey()).message(2, any(entry.getValue())));
            }
        });
    }

    /// Any value is carried as YAML, which JSON is.
    private static ProtoWriter any(JsonNode value) {
        return new ProtoWriter().text(2, value.toString());
    }

    private static void text(ProtoWriter out, int field, JsonNode value) {
        if (value.isTextual()) {
            out.text(field, value.asText());
        }
    }

    private static void texts(ProtoWriter out, int field, JsonNode values) {
        values.forEach(value -> out.text(field, value.asText()));
    }
}
