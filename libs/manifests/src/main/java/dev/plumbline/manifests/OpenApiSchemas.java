package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.manifests.Schema.Field;
import dev.plumbline.manifests.Schema.ListType;
import dev.plumbline.manifests.Schema.MapType;
import dev.plumbline.manifests.Schema.Scalar;
import dev.plumbline.manifests.Schema.Shape;

/// Types from OpenAPI definitions, v2 or v3, by the rules of structured-merge-diff's OpenAPI conversion in
/// apimachinery: `x-kubernetes-list-type`, `-list-map-keys`, `-map-type`, `-preserve-unknown-fields`.
public final class OpenApiSchemas {
    private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
    private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    private static final String RAW_EXTENSION = "io.k8s.apimachinery.pkg.runtime.RawExtension";

    private final Function<String, @Nullable JsonNode> definitions;
    private final Map<String, Schema> named = new ConcurrentHashMap<>();

    OpenApiSchemas(Function<String, @Nullable JsonNode> definitions) {
        this.definitions = definitions;
    }

    /// The types of a whole OpenAPI document: `definitions` of v2, `components.schemas` of v3.
    public static OpenApiSchemas of(JsonNode document) {
        JsonNode v2 = document.path("definitions");
        JsonNode schemas = v2.isObject() ? v2 : document.path("components").path("schemas");
        return new OpenApiSchemas(schemas::get);
    }

    /// The type of the definition with this name, for example `io.k8s.api.apps.v1.Deployment`; a name that the document
    /// lacks is [Schema#DEDUCED].
    public Schema named(String definition) {
        return named.computeIfAbsent(definition, name -> new Schema(() -> shapeOfNamed(name)));
    }

    Schema inline(JsonNode schema, boolean preserve) {
        return new Schema(() -> shape(schema, preserve));
    }

    private Shape shapeOfNamed(String name) {
        JsonNode definition = definitions.apply(name);
        if (definition == null) {
            return Schema.DEDUCED.shape();
        }
        return switch (name) {
            case QUANTITY -> new Shape(Scalar.ANY, null, null);
            case RAW_EXTENSION -> Schema.UNTYPED.shape();
            default -> shape(definition, false);
        };
    }

    private Shape shape(JsonNode schema, boolean inherited) {
        boolean preserve = inherited || schema.path(PRESERVE).asBoolean();
        String type = schema.path("type").asText();
        return switch (type) {
            case "" -> new Shape(Scalar.ANY, list(schema, preserve), map(schema, preserve));
            case "object" -> new Shape(null, null, map(schema, preserve));
            case "array" -> new Shape(null, list(schema, preserve), null);
            default -> new Shape(scalar(type, schema.path("format").asText()), null, null);
        };
    }

    private static Scalar scalar(String type, String format) {
        return switch (type) {
            case "integer", "number" -> Scalar.NUMBER;
            case "boolean" -> Scalar.BOOLEAN;
            case "string" -> format.isEmpty() || "byte".equals(format) ? Scalar.STRING : Scalar.ANY;
            default -> Scalar.ANY;
        };
    }

    private ListType list(JsonNode schema, boolean preserve) {
        JsonNode items = schema.get("items");
        Schema element = items == null ? Schema.UNTYPED : referenced(items, preserve);
        String kind = schema.path("x-kubernetes-list-type").asText();
        return switch (kind) {
            case "map" -> new ListType(true, texts(schema.path("x-kubernetes-list-map-keys")), element);
            case "set" -> new ListType(true, List.of(), element);
            case "" -> listByPatchStrategy(schema, element);
            default -> new ListType(false, List.of(), element);
        };
    }

    private static ListType listByPatchStrategy(JsonNode schema, Schema element) {
        String strategy = schema.path("x-kubernetes-patch-strategy").asText();
        if (!"merge".equals(strategy) && !"merge,retainKeys".equals(strategy)) {
            return new ListType(false, List.of(), element);
        }
        JsonNode key = schema.get("x-kubernetes-patch-merge-key");
        return new ListType(true, key == null ? List.of() : List.of(key.asText()), element);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>(list.size());
        list.forEach(item -> texts.add(item.asText()));
        return List.copyOf(texts);
    }

    private MapType map(JsonNode schema, boolean preserve) {
        JsonNode properties = schema.path("properties");
        Map<String, Field> fields = HashMap.newHashMap(properties.size());
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            JsonNode member = property.getValue();
            fields.put(property.getKey(), new Field(referenced(member, preserve), member.get("default")));
        }
        boolean atomic = "atomic".equals(schema.path("x-kubernetes-map-type").asText());
        return new MapType(atomic, fields, others(schema, preserve, fields.isEmpty()));
    }

    private @Nullable Schema others(JsonNode schema, boolean preserve, boolean free) {
        JsonNode additional = schema.get("additionalProperties");
        if (additional == null) {
            return preserve || free ? Schema.DEDUCED : null;
        }
        if (additional.isObject()) {
            return referenced(additional, preserve);
        }
        return additional.asBoolean() ? Schema.DEDUCED : null;
    }

    /// What stands at a field: a reference, possibly wrapped into `allOf` to carry more, or the type itself.
    private Schema referenced(JsonNode schema, boolean preserve) {
        JsonNode reference = schema.get("$ref");
        if (reference == null && schema.path("allOf").size() == 1) {
            reference = schema.path("allOf").get(0).get("$ref");
        }
        if (reference == null) {
            return inline(schema, preserve);
        }
        String path = reference.asText();
        Schema target = named(path.substring(path.lastIndexOf('/') + 1));
        String mapType = schema.path("x-kubernetes-map-type").asText();
        return mapType.isEmpty() ? target : new Schema(() -> overridden(target.shape(), "atomic".equals(mapType)));
    }

    private static Shape overridden(Shape shape, boolean atomic) {
        MapType map = shape.map();
        return map == null
                ? shape
                : new Shape(shape.scalar(), shape.list(), new MapType(atomic, map.fields(), map.others()));
    }
}
