package dev.plumbline.kubernetes.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.api.NameRules;
import dev.plumbline.kubernetes.resources.ResourceType;

/// What may stand in `metadata` and what may change there (apimachinery's `ValidateObjectMeta…`).
final class MetadataRules {
    private static final int MAX_ANNOTATIONS_BYTES = 256 << 10;
    /// Kinds whose updates are validated as a whole once more, which repeats the causes.
    private static final Set<String> CHECKED_AGAIN = Set.of("ConfigMap", "Secret", "Service", "ServiceAccount", "Role",
            "ClusterRole", "RoleBinding", "ClusterRoleBinding");
    private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", "orphan", "foregroundDeletion");

    private MetadataRules() {
    }

    static List<Cause> check(ResourceType type, ObjectNode object) {
        List<Cause> causes = new ArrayList<>(0);
        JsonNode metadata = object.path("metadata");
        String generateName = metadata.path("generateName").asText();
        if (!generateName.isEmpty()) {
            NameRules.check(type.strategy().names(), generateName, true).forEach(
                    complaint -> causes.add(Cause.invalid("metadata.generateName", generateName, complaint)));
        }
        String name = metadata.path("name").asText();
        if (name.isEmpty()) {
            causes.add(Cause.required("metadata.name", "name or generateName is required"));
        } else {
            NameRules.check(type.strategy().names(), name, false)
                    .forEach(complaint -> causes.add(Cause.invalid("metadata.name", name, complaint)));
        }
        generation(metadata, causes);
        labels(metadata.path("labels"), causes);
        annotations(metadata.path("annotations"), causes);
        ownerReferences(metadata.path("ownerReferences"), causes);
        finalizers(metadata.path("finalizers"), causes);
        return causes;
    }

    private static void generation(JsonNode metadata, List<Cause> causes) {
        JsonNode generation = metadata.path("generation");
        if (generation.isNumber() && generation.longValue() < 0) {
            causes.add(Cause.invalid("metadata.generation", generation, "must be greater than or equal to 0"));
        }
    }

    private static void labels(JsonNode labels, List<Cause> causes) {
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            NameRules.qualifiedName(label.getKey())
                    .forEach(complaint -> causes.add(Cause.invalid("metadata.labels", label.getKey(), complaint)));
            NameRules.labelValue(label.getValue().asText()).forEach(
                    complaint -> causes.add(Cause.invalid("metadata.labels", label.getValue().asText(), complaint)));
        }
    }

    private static void annotations(JsonNode annotations, List<Cause> causes) {
        long bytes = 0;
        for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
            NameRules.qualifiedName(annotation.getKey().toLowerCase(Locale.ROOT)).forEach(
                    complaint -> causes.add(Cause.invalid("metadata.annotations", annotation.getKey(), complaint)));
            bytes += annotation.getKey().length() + annotation.getValue().asText().length();
        }
        if (bytes > MAX_ANNOTATIONS_BYTES) {
            causes.add(Cause.tooLong("metadata.annotations", MAX_ANNOTATIONS_BYTES));
        }
    }

    private static void ownerReferences(JsonNode owners, List<Cause> causes) {
        String controller = "";
        for (int i = 0; i < owners.size(); i++) {
            JsonNode owner = owners.get(i);
            String at = "metadata.ownerReferences";
            String apiVersion = owner.path("apiVersion").asText();
            if (apiVersion.isEmpty() || apiVersion.endsWith("/")) {
                causes.add(Cause.invalid(at + ".apiVersion", apiVersion, "version must not be empty"));
            }
            boolean isEvent = owner.path("kind").asText().equals("Event") && apiVersion.equals("v1");
            if (isEvent) {
                causes.add(Cause.invalid(at, "/v1, Kind=Event", "/v1, Kind=Event is disallowed from being an owner"));
            }
            for (String field : List.of("kind", "name", "uid")) {
                if (owner.path(field).asText().isEmpty()) {
                    causes.add(Cause.invalid(at + "." + field, "", "must not be empty"));
                }
            }
            if (owner.path("controller").asBoolean()) {
                String name = owner.path("kind").asText() + "/" + owner.path("name").asText();
                if (!controller.isEmpty()) {
                    causes.add(Cause.invalid("metadata.ownerReferences", owners,
                            "Only one reference can have Controller set to true. Found \"true\" in references for "
                                    + controller + " and " + name));
                }
                controller = name;
            }
        }
    }

    private static void finalizers(JsonNode finalizers, List<Cause> causes) {
        boolean orphan = false;
        boolean foreground = false;
        for (int i = 0; i < finalizers.size(); i++) {
            String finalizer = finalizers.get(i).asText();
            NameRules.qualifiedName(finalizer)
                    .forEach(complaint -> causes.add(Cause.invalid("metadata.finalizers", finalizer, complaint)));
            if (!finalizer.contains("/") && !STANDARD_FINALIZERS.contains(finalizer)) {
                causes.add(Cause.invalid("metadata.finalizers[" + i + "]", finalizer,
                        "name is neither a standard finalizer name nor is it fully qualified"));
            }
            orphan |= finalizer.equals("orphan");
            foreground |= finalizer.equals("foregroundDeletion");
        }
        if (orphan && foreground) {
            causes.add(Cause.invalid("metadata.finalizers", finalizers,
                    "finalizer orphan and foregroundDeletion cannot be both set"));
        }
    }

    /// What is wrong with changed metadata. The registry and the kind's own validation both look at it, and a real
    /// server answers with the causes of both.
    static List<Cause> checkUpdate(ObjectNode object, ObjectNode old) {
        List<Cause> changes = changes(object, old);
        List<Cause> contents = contents(object.path("metadata"));
        List<Cause> causes = new ArrayList<>(contents);
        causes.addAll(changes);
        causes.addAll(changes);
        if (CHECKED_AGAIN.contains(object.path("kind").asText())) {
            causes.addAll(contents);
        }
        return causes;
    }

    private static List<Cause> contents(JsonNode metadata) {
        List<Cause> causes = new ArrayList<>(0);
        labels(metadata.path("labels"), causes);
        annotations(metadata.path("annotations"), causes);
        ownerReferences(metadata.path("ownerReferences"), causes);
        return causes;
    }

    private static List<Cause> changes(ObjectNode object, ObjectNode old) {
        List<Cause> causes = new ArrayList<>(0);
        JsonNode now = object.path("metadata");
        JsonNode before = old.path("metadata");
        if (!before.path("deletionTimestamp").isMissingNode()) {
            newFinalizers(now, before, causes);
        }
        causes.addAll(contents(now));
        for (String field : List.of("name", "namespace", "uid", "creationTimestamp", "deletionTimestamp",
                "deletionGracePeriodSeconds")) {
            if (!now.path(field).equals(before.path(field))) {
                Object value = now.path(field).isMissingNode() ? "null" : now.path(field);
                causes.add(Cause.invalid("metadata." + field, value, "field is immutable"));
            }
        }
        return causes;
    }

    private static void newFinalizers(JsonNode now, JsonNode before, List<Cause> causes) {
        List<String> old = new ArrayList<>();
        before.path("finalizers").forEach(finalizer -> old.add(finalizer.asText()));
        List<String> added = new ArrayList<>();
        now.path("finalizers").forEach(finalizer -> {
            if (!old.contains(finalizer.asText())) {
                added.add("\"" + finalizer.asText() + "\"");
            }
        });
        if (!added.isEmpty()) {
            causes.add(Cause.forbidden("metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                            + String.join(", ", added) + "}"));
        }
    }
}
