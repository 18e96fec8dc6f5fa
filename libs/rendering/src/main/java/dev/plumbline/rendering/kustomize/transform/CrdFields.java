package dev.plumbline.rendering.kustomize.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.kustomize.config.FieldConfig;
import dev.plumbline.rendering.kustomize.config.NameReference;
import dev.plumbline.rendering.kustomize.resource.FieldSpec;
import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.Gvk;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;

/// Field specs from an OpenAPI file of `crds`, whose properties say with `x-kubernetes-…` extensions what they hold.
public final class CrdFields {
    private final JsonNode types;
    private final Gvk kind;
    private final List<FieldSpec> annotations = new ArrayList<>();
    private final List<FieldSpec> labels = new ArrayList<>();
    private final List<FieldSpec> names = new ArrayList<>();
    private final List<NameReference> references = new ArrayList<>();

    private CrdFields(JsonNode types, Gvk kind) {
        this.types = types;
        this.kind = kind;
    }

    /// @param types definitions by type name, each with a `Schema`
    public static FieldConfig read(JsonNode types, SourcePosition asked) {
        if (!types.isObject()) {
            throw new KustomizeProblem("an OpenAPI definition must be a mapping of types", asked);
        }
        FieldConfig config = FieldConfig.EMPTY;
        for (Map.Entry<String, JsonNode> type : types.properties()) {
            JsonNode properties = properties(type.getValue());
            if (properties.has("kind") && properties.has("apiVersion") && properties.has("metadata")) {
                String name = type.getKey();
                CrdFields fields = new CrdFields(types, new Gvk("", "", name.substring(name.lastIndexOf('.') + 1)));
                fields.collect(name, List.of());
                config = config.merge(fields.config());
            }
        }
        return config;
    }

    private FieldConfig config() {
        return new FieldConfig(new FieldSpecs(names), FieldSpecs.NONE, FieldSpecs.NONE, new FieldSpecs(labels),
                FieldSpecs.NONE, FieldSpecs.NONE, new FieldSpecs(annotations), references, FieldSpecs.NONE,
                FieldSpecs.NONE, FieldSpecs.NONE);
    }

    private void collect(String type, List<String> path) {
        if (path.size() > 50) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : properties(types.path(type)).properties()) {
            List<String> here = with(path, entry.getKey());
            JsonNode property = entry.getValue();
            if (extension(property, "annotation").isPresent()) {
                annotations.add(spec(here));
            }
            if (extension(property, "label-selector").isPresent()) {
                labels.add(spec(here));
            }
            if (extension(property, "identity").isPresent()) {
                names.add(spec(here));
            }
            Optional<String> version = extension(property, "object-ref-api-version");
            Optional<String> target = extension(property, "object-ref-kind");
            if (version.isPresent() && target.isPresent()) {
                String key = extension(property, "object-ref-name-key").orElse("name");
                references.add(new NameReference(new Gvk("", version.get(), target.get()),
                        new FieldSpecs(List.of(spec(with(here, key))))));
            }
            if (property.has("$ref")) {
                collect(property.path("$ref").asText(), here);
            }
        }
    }

    private FieldSpec spec(List<String> path) {
        return new FieldSpec(kind, path, false);
    }

    private static JsonNode properties(JsonNode type) {
        JsonNode schema = type.has("Schema") ? type.path("Schema") : type.path("schema");
        return schema.path("properties");
    }

    private static Optional<String> extension(JsonNode property, String name) {
        JsonNode value = property.path("x-kubernetes-" + name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static List<String> with(List<String> path, String segment) {
        List<String> longer = new ArrayList<>(path);
        longer.add(segment);
        return longer;
    }
}
