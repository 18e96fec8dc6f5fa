package dev.plumbline.kubernetes.resources;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.plumbline.kubernetes.client.ResourceInfo;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Strategy;

/// A resource in one version of its group, as it is served.
///
/// @param names   as discovery shows them
/// @param verbs   in alphabetical order
/// @param storage where its objects are kept: the same for all versions, and for resources that two groups serve
/// @param traits  peculiarities of its requests
/// @param deprecation warning for its users, mostly empty
public record ResourceType(String group, String version, Names names, boolean namespaced, List<String> verbs,
        Map<String, Subresource> subresources, ResourceName storage, ObjectForm form, Strategy strategy,
        Traits traits, String deprecation) {
    public ResourceType {
        verbs = List.copyOf(verbs);
    }

    /// @param listKind kind of a list of them
    public record Names(String plural, String singular, String kind, String listKind, List<String> shortNames,
            List<String> categories) {
        public Names {
            shortNames = List.copyOf(shortNames);
            categories = List.copyOf(categories);
        }
    }

    /// @param custom                   whether a CustomResourceDefinition defines it
    /// @param returnsDeleted           whether a DELETE answers with the object
    /// @param needsVersionOnUpdate     whether a PUT must name the resourceVersion it changes
    /// @param scale                    where the scale subresource finds its values; null without one
    public record Traits(boolean custom, boolean returnsDeleted, boolean needsVersionOnUpdate,
            @Nullable ScalePaths scale) {
    }

    /// Paths of a scale subresource in the object, without a leading dot: `spec.replicas`.
    ///
    /// @param selector path of a LabelSelector or a selector in text form; null where there is none
    public record ScalePaths(String specReplicas, String statusReplicas, @Nullable String selector) {
    }

    public String kind() {
        return names.kind();
    }

    public String plural() {
        return names.plural();
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public ResourceName name() {
        return new ResourceName(group, plural());
    }

    public ResourceInfo info() {
        return new ResourceInfo(name(), version, kind(), namespaced);
    }

    public boolean hasStatus() {
        return subresources.containsKey("status");
    }

    public boolean allows(String verb) {
        return verbs.contains(verb);
    }
}
