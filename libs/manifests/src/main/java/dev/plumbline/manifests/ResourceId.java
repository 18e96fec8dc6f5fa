package dev.plumbline.manifests;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Names one Kubernetes object, whatever version its manifest is written in: `group/Kind/namespace/name`.
///
/// @param group     empty for the core group
/// @param namespace empty for cluster-scoped objects
public record ResourceId(String group, String kind, String namespace, String name) implements Comparable<ResourceId> {

    public ResourceId {
        if (kind.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException(
                    "A resource needs a kind and a name: group=\"%s\" kind=\"%s\" namespace=\"%s\" name=\"%s\""
                            .formatted(group, kind, namespace, name));
        }
    }

    /// The id of a manifest or a live object.
    ///
    /// @throws IllegalArgumentException if it lacks a kind or a name
    public static ResourceId of(ObjectNode object) {
        String apiVersion = object.path("apiVersion").asText();
        return new ResourceId(groupOf(apiVersion), object.path("kind").asText(),
                object.path("metadata").path("namespace").asText(), object.path("metadata").path("name").asText());
    }

    /// The group of an apiVersion: `apps` of `apps/v1`, empty for `v1`.
    public static String groupOf(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /// Reads what [#toString()] writes.
    ///
    /// @throws IllegalArgumentException if the text has not four parts
    public static ResourceId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException(
                    "No resource id: \"" + text + "\". Write it like apps/Deployment/shop/web or /Namespace//shop");
        }
        return new ResourceId(parts[0], parts[1], parts[2], parts[3]);
    }

    public ResourceId withNamespace(String other) {
        return new ResourceId(group, kind, other, name);
    }

    public boolean isClusterScoped() {
        return namespace.isEmpty();
    }

    /// For people: `Deployment shop/web`, `Namespace shop`.
    public String display() {
        return namespace.isEmpty() ? kind + " " + name : kind + " " + namespace + "/" + name;
    }

    @Override
    public int compareTo(ResourceId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return group + "/" + kind + "/" + namespace + "/" + name;
    }
}
