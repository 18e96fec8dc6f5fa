package dev.plumbline.kubernetes.crd;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.resources.ResourceType;

/// OpenAPI v3 documents of custom resources, with their schemas and the paths that clients look operations up by.
final class CustomDocuments {

    private static final String CONVENTIONS = "https://git.k8s.io/community/contributors/devel/sig-architecture/"
            + "api-conventions.md#";
    private static final String API_VERSION = "APIVersion defines the versioned schema of this representation of an "
            + "object. Servers should convert recognized schemas to the latest internal value, and may reject "
            + "unrecognized values. More info: " + CONVENTIONS + "resources";
    private static final String KIND = "Kind is a string value representing the REST resource this object represents. "
            + "Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In "
            + "CamelCase. More info: " + CONVENTIONS + "types-kinds";
    private static final String METADATA = "Standard object's metadata. More info: " + CONVENTIONS + "metadata";

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
        properties.putObject("apiVersion").put("description", API_VERSION).put("type", "string");
        properties.putObject("kind").put("description", KIND).put("type", "string");
        properties.putObject("metadata").put("description", METADATA).putArray("allOf").addObject().put("$ref",
                "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
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
