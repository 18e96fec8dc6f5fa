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
    private static final ObjectNode ANY_SCALAR = JsonNodeFactory.instance.objectNode().put("type", "string");

    private CustomResourceTypes() {
    }

    /// The type of the objects of one version.
    ///
    /// @param openApiV3Schema `spec.versions[].schema.openAPIV3Schema` of the CustomResourceDefinition
    public static Schema schema(JsonNode openApiV3Schema) {
        return new Schema(() -> withIdentity(inlined(openApiV3Schema).shape()));
    }

    private static Schema inlined(JsonNode schema) {
        return new OpenApiSchemas(_ -> null).inline(embeddedResources(schema), false);
    }

    /// Embedded resources have `apiVersion`, `kind` and `metadata` without declaring them.
    private static JsonNode embeddedResources(JsonNode schema) {
        if (!schema.isContainerNode()) {
            return schema;
        }
        JsonNode copy = schema.deepCopy();
        declareIdentity(copy);
        return copy;
    }

    private static void declareIdentity(JsonNode schema) {
        if (schema instanceof ObjectNode node && node.path("x-kubernetes-embedded-resource").asBoolean()) {
            ObjectNode properties = node.withObjectProperty("properties");
            properties.putIfAbsent("apiVersion", ANY_SCALAR);
            properties.putIfAbsent("kind", ANY_SCALAR);
            properties.putIfAbsent("metadata", JsonNodeFactory.instance.objectNode().put("type", "object"));
        }
        for (JsonNode child : schema) {
            if (child.isContainerNode()) {
                declareIdentity(child);
            }
        }
    }

    private static Shape withIdentity(Shape shape) {
        MapType map = shape.map();
        Map<String, Field> fields = map == null ? new HashMap<>() : new HashMap<>(map.fields());
        Schema text = inlined(ANY_SCALAR);
        fields.put("apiVersion", new Field(text, null));
        fields.put("kind", new Field(text, null));
        fields.put("metadata", new Field(BuiltInTypes.load().metadata(), null));
        return new Shape(null, null,
                new MapType(map != null && map.atomic(), fields, map == null ? Schema.DEDUCED : map.others()));
    }
}
