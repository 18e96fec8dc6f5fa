package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.resources.ResourceType.ScalePaths;
import dev.plumbline.kubernetes.resources.Subresource;
import dev.plumbline.kubernetes.resources.VersionPriority;
import dev.plumbline.kubernetes.typed.TypedDecoder;

/// A CustomResourceDefinition as the server reads it.
record Definition(ObjectNode object) {
    private static final List<String> VERBS = List.of("delete", "deletecollection", "get", "list", "patch", "create",
            "update", "watch");
    private static final List<String> SUBRESOURCE_VERBS = List.of("get", "patch", "update");

    String name() {
        return object.path("metadata").path("name").asText();
    }

    String group() {
        return spec().path("group").asText();
    }

    JsonNode spec() {
        return object.path("spec");
    }

    JsonNode names() {
        return spec().path("names");
    }

    String plural() {
        return names().path("plural").asText();
    }

    ResourceName resource() {
        return new ResourceName(group(), plural());
    }

    boolean isDeleting() {
        return object.path("metadata").has("deletionTimestamp");
    }

    boolean isEstablished() {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Established")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    List<DeclaredVersion> versions() {
        List<DeclaredVersion> versions = new ArrayList<>();
        spec().path("versions").forEach(version -> versions.add(new DeclaredVersion(version)));
        return versions;
    }

    /// What to serve: a type for each served version.
    List<ResourceType> types(TypedDecoder metadata) {
        return versions().stream().filter(DeclaredVersion::isServed).map(version -> type(version, metadata)).toList();
    }

    private ResourceType type(DeclaredVersion version, TypedDecoder metadata) {
        CustomForm form = new CustomForm(version.schema(), metadata);
        ResourceType.Names typeNames = new ResourceType.Names(plural(), names().path("singular").asText(),
                names().path("kind").asText(), names().path("listKind").asText(), texts(names().path("shortNames")),
                texts(names().path("categories")));
        ResourceType.Traits traits = new ResourceType.Traits(true, false, true, scalePaths(version.scale()));
        return new ResourceType(group(), version.name(), typeNames, spec().path("scope").asText().equals("Namespaced"),
                VERBS, subresources(version), resource(), form, new CustomStrategy(version, form), traits,
                deprecation(version));
    }

    private static @Nullable ScalePaths scalePaths(JsonNode scale) {
        if (scale.isMissingNode()) {
            return null;
        }
        String selector = withoutDot(scale.path("labelSelectorPath").asText());
        return new ScalePaths(withoutDot(scale.path("specReplicasPath").asText()),
                withoutDot(scale.path("statusReplicasPath").asText()), selector.isEmpty() ? null : selector);
    }

    private static String withoutDot(String path) {
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private Map<String, Subresource> subresources(DeclaredVersion version) {
        Map<String, Subresource> subresources = new LinkedHashMap<>();
        if (version.hasStatus()) {
            subresources.put("status", new Subresource("status", group(), version.name(),
                    names().path("kind").asText(), SUBRESOURCE_VERBS));
        }
        if (!version.scale().isMissingNode()) {
            subresources.put("scale", new Subresource("scale", "autoscaling", "v1", "Scale", SUBRESOURCE_VERBS));
        }
        return subresources;
    }

    /// The warning for users of a deprecated version; empty for others.
    private String deprecation(DeclaredVersion version) {
        if (!version.json().path("deprecated").asBoolean()) {
            return "";
        }
        String declared = version.json().path("deprecationWarning").asText();
        if (!declared.isEmpty()) {
            return declared;
        }
        String kind = names().path("kind").asText();
        String newer = versions().stream()
                .filter(other -> other.isServed() && !other.json().path("deprecated").asBoolean())
                .map(DeclaredVersion::name).min(VersionPriority.HIGHEST_FIRST)
                .filter(other -> VersionPriority.HIGHEST_FIRST.compare(other, version.name()) < 0)
                .map(other -> "; use " + group() + "/" + other + " " + kind).orElse("");
        return group() + "/" + version.name() + " " + kind + " is deprecated" + newer;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>(array.size());
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
