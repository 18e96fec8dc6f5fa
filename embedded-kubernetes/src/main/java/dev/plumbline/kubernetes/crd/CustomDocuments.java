package dev.plumbline.kubernetes.crd;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.resources.ResourceType;

/// OpenAPI v3 documents of custom resources, with their schemas and the paths that clients look operations up by.
final class CustomDocuments {

    private CustomDocuments() {
    }

    static void add(Map<String, ObjectNode> documents, ResourceType type) {
        ObjectNode document = documents.computeIfAbsent("apis/" + type.group() + "/" + type.version(),
                _ -> empty());
        String name = reversed(type.group()) + "." + type.version() + "." + type.kind();
        ObjectNode schema = type.form().declaredSchema().filter(JsonNode::isObject)
                .map(declared -> (ObjectNode) declared.deepCopy())
                .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("type", "object"));
        ObjectNode properties = schema.withObjectProperty("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("type", "object");
        schema.set("x-kubernetes-group-version-kind", JsonNodeFactory.instance.arrayNode().add(gvk(type)));
        document.withObjectProperty("components").withObjectProperty("schemas").set(name, schema);
        path(document, type, name);
    }

    private static void path(ObjectNode document, ResourceType type, String name) {
        String base = "/apis/" + type.group() + "/" + type.version() + "/";
        String path = base + (type.namespaced() ? "namespaces/{namespace}/" : "") + type.plural();
        ObjectNode item = document.withObjectProperty("paths").putObject(path);
        operation(item, "get", "list", type, name);
        operation(item, "post", "post", type, name);
        ObjectNode single = document.withObjectProperty("paths").putObject(path + "/{name}");
        operation(single, "get", "get", type, name);
        operation(single, "put", "put", type, name);
        operation(single, "patch", "patch", type, name);
        operation(single, "delete", "delete", type, name);
    }

    private static void operation(ObjectNode item, String method, String action, ResourceType type, String name) {
        ObjectNode operation = item.putObject(method);
        operation.put("x-kubernetes-action", action);
        operation.set("x-kubernetes-group-version-kind", gvk(type));
        operation.putArray("parameters").addObject().put("name", "fieldValidation").put("in", "query")
                .putObject("schema").put("type", "string");
        operation.putObject("responses").putObject("200").put("description", "OK").putObject("content")
                .putObject("application/json").putObject("schema").put("$ref", "#/components/schemas/" + name);
    }

    private static ObjectNode gvk(ResourceType type) {
        return JsonNodeFactory.instance.objectNode().put("group", type.group()).put("kind", type.kind()).put("version",
                type.version());
    }

    private static ObjectNode empty() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes CRD Swagger").put("version", "v0.1.0");
        document.putObject("paths");
        return document;
    }

    private static String reversed(String group) {
        String[] parts = group.split("\\.", -1);
        StringBuilder out = new StringBuilder();
        for (int i = parts.length - 1; i >= 0; i--) {
            out.append(out.isEmpty() ? "" : ".").append(parts[i]);
        }
        return out.toString();
    }
}
