package dev.plumbline.manifests;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.Schema.Field;
import dev.plumbline.manifests.Schema.MapType;
import dev.plumbline.manifests.Schema.Shape;

/// Types of custom resources, from the structural schema of their definition.
public final class CustomResourceTypes {
    private static final ObjectNode TEXT = JsonNodeFactory.instance.objectNode().put("type", "string");
    private static final ObjectNode METADATA = JsonNodeFactory.instance.objectNode().put("$ref",
            BuiltInTypes.METADATA);

    private CustomResourceTypes() {
    }

    /// The type of the objects of one version.
    ///
    /// @param openApiV3Schema `spec.versions[].schema.openAPIV3Schema` of the CustomResourceDefinition
    public static Schema schema(JsonNode openApiV3Schema) {
        OpenApiSchemas schemas = new OpenApiSchemas(name -> BuiltInTypes.load().definition(name).orElse(null));
        return new Schema(() -> withIdentity(schemas,
                schemas.inline(withEmbeddedResources(openApiV3Schema), false).shape()));
    }

    /// Embedded resources have `apiVersion`, `kind` and `metadata` without declaring them.
    private static JsonNode withEmbeddedResources(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        declareIdentity(copy);
        return copy;
    }

    private static void declareIdentity(JsonNode schema) {
        for (JsonNode child : schema) {
            if (child.isContainerNode()) {
                declareIdentity(child);
            }
        }
        if (schema instanceof ObjectNode node && node.path("x-kubernetes-embedded-resource").asBoolean()) {
            ObjectNode properties = node.withObjectProperty("properties");
            properties.set("apiVersion", TEXT);
            properties.set("kind", TEXT);
            properties.set("metadata", METADATA);
        }
    }

    private static Shape withIdentity(OpenApiSchemas schemas, Shape shape) {
        MapType map = shape.map();
        Map<String, Field> fields = map == null ? new HashMap<>() : new HashMap<>(map.fields());
        Field text = new Field(schemas.inline(TEXT, false), null);
        fields.put("apiVersion", text);
        fields.put("kind", text);
        fields.put("metadata", new Field(schemas.named(BuiltInTypes.METADATA), null));
        return new Shape(null, null,
                new MapType(map != null && map.atomic(), fields, map == null ? Schema.DEDUCED : map.others()));
    }
}
