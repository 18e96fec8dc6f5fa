package dev.plumbline.rendering.kustomize.transform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// What an OpenAPI v2 document says about merging lists, by kind.
public final class MergeSchema {
    private static final String DEFINITIONS = "#/definitions/";
    private static final MergeSchema BUILTIN = load();
    private final JsonNode definitions;
    private final Map<String, JsonNode> kinds = new HashMap<>();

    /// @param document an OpenAPI v2 document with `definitions`
    public MergeSchema(JsonNode document) {
        this.definitions = document.path("definitions");
        for (Map.Entry<String, JsonNode> definition : definitions.properties()) {
            for (JsonNode gvk : definition.getValue().path("x-kubernetes-group-version-kind")) {
                String group = gvk.path("group").asText();
                String version = gvk.path("version").asText();
                kinds.put(key(group.isEmpty() ? version : group + "/" + version, gvk.path("kind").asText()),
                        definition.getValue());
            }
        }
    }

    /// The schema of Kubernetes 1.21.2, which kustomize 5.8.1 has built in.
    public static MergeSchema builtin() {
        return BUILTIN;
    }

    /// The schema of objects of a kind; null when the kind is unknown.
    @Nullable
    Part ofKind(String apiVersion, String kind) {
        JsonNode definition = kinds.get(key(apiVersion, kind));
        return definition == null ? null : new Part(definition);
    }

    private static String key(String apiVersion, String kind) {
        return apiVersion + " " + kind;
    }

    private static MergeSchema load() {
        try (InputStream in = MergeSchema.class.getResourceAsStream("merge-keys.json")) {
            return new MergeSchema(new ObjectMapper().readTree(Objects.requireNonNull(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The schema of a field.
    final class Part {
        private final JsonNode schema;

        private Part(JsonNode schema) {
            this.schema = schema;
        }

        /// The schema of a field of this mapping; null when it is unknown.
        @Nullable
        Part field(String name) {
            JsonNode property = schema.path("properties").path(name);
            return resolved(property.isMissingNode() ? schema.path("additionalProperties") : property);
        }

        /// The schema of the items of this list; null when it is unknown.
        @Nullable
        Part items() {
            return schema.path("type").asText().equals("array") ? resolved(schema.path("items")) : null;
        }

        /// Whether a list is merged by its items rather than replaced.
        boolean isMerged() {
            return List.of(strategy().split(",", -1)).contains("merge");
        }

        private String strategy() {
            return schema.path("x-kubernetes-patch-strategy").asText();
        }

        /// The fields by which items are recognised; none for lists of plain values.
        List<String> keys() {
            List<String> keys = new ArrayList<>();
            schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
            String single = schema.path("x-kubernetes-patch-merge-key").asText();
            return keys.isEmpty() && !single.isEmpty() ? List.of(single) : keys;
        }

        private @Nullable Part resolved(JsonNode part) {
            JsonNode target = part;
            for (int i = 0; i < 100 && target.has("$ref"); i++) {
                String reference = target.path("$ref").asText();
                target = reference.startsWith(DEFINITIONS)
                        ? definitions.path(reference.substring(DEFINITIONS.length()))
                        : com.fasterxml.jackson.databind.node.MissingNode.getInstance();
            }
            return target.isObject() ? new Part(target) : null;
        }
    }
}
