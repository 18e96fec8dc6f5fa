package dev.plumbline.kubernetes.managedfields;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.ManifestDigest;
import dev.plumbline.manifests.TypedValue;
import dev.plumbline.manifests.TypedValue.Comparison;

/// The annotation in which kubectl's client-side apply remembers what it applied, and how server-side apply by kubectl
/// takes over from it (apimachinery's `lastapplied*.go`).
final class LastApplied {
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final int MAX_ANNOTATIONS_BYTES = 256 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LastApplied() {
    }

    static boolean isKubectl(String manager) {
        return "kubectl".equals(manager);
    }

    /// What the annotation names and the live object still holds; empty without a usable annotation.
    static Optional<FieldSet> ownedFields(ObjectNode live, TrackedType type) {
        String text = live.path("metadata").path("annotations").path(ANNOTATION).asText();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode lastApplied = JSON.readTree(text);
            TypedValue typed = new TypedValue(lastApplied, type.schema());
            if (!type.apiVersion().equals(lastApplied.path("apiVersion").asText()) || !typed.problems().isEmpty()) {
                return Optional.empty();
            }
            Comparison comparison = typed.compare(live);
            return Optional.of(typed.fields().difference(comparison.modified()).difference(comparison.added())
                    .difference(comparison.removed()));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /// The object with its annotation, if it has one, in step with the applied configuration.
    static ObjectNode updated(ObjectNode object, ObjectNode config) {
        if (object.path("metadata").path("annotations").path(ANNOTATION).asText().isEmpty()) {
            return object;
        }
        ObjectNode copy = object.deepCopy();
        if (copy.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.put(ANNOTATION, text(config));
            if (size(annotations) > MAX_ANNOTATIONS_BYTES) {
                annotations.remove(ANNOTATION);
            }
        }
        return copy;
    }

    private static String text(ObjectNode config) {
        ObjectNode copy = config.deepCopy();
        if (copy.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(ANNOTATION);
        }
        return ManifestDigest.canonical(copy).toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&",
                "\\u0026") + "\n";
    }

    private static long size(ObjectNode annotations) {
        long bytes = 0;
        for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
            bytes += annotation.getKey().getBytes(StandardCharsets.UTF_8).length
                    + annotation.getValue().asText().getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }
}
