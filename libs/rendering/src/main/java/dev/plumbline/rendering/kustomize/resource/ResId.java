package dev.plumbline.rendering.kustomize.resource;

/// What identifies a resource within one build.
///
/// @param clusterScoped whether the kind is known to have no namespace; kustomize knows this of the kinds of Kubernetes
///                      1.21 only, and not at all of ids that a resource had before
public record ResId(Gvk gvk, String name, String namespace, boolean clusterScoped) {
    private static final String NO_NAMESPACE = "_non_namespaceable_";
    private static final String DEFAULT_NAMESPACE = "default";

    /// The namespace that ids are compared by: no namespace and `default` are the same.
    public String effectiveNamespace() {
        if (clusterScoped) {
            return NO_NAMESPACE;
        }
        return namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
    }

    /// This id with the namespace that it is compared by: two ids are the same when these are equal.
    public ResId identity() {
        return new ResId(gvk, name, effectiveNamespace(), false);
    }

    public boolean isSame(ResId other) {
        return name.equals(other.name) && gvk.equals(other.gvk) && isSameNamespace(other);
    }

    public boolean isSameNamespace(ResId other) {
        return effectiveNamespace().equals(other.effectiveNamespace());
    }

    /// The form that kustomize's messages use.
    @Override
    public String toString() {
        return gvk + "/" + (name.isEmpty() ? "[noName]" : name) + "." + (namespace.isEmpty() ? "[noNs]" : namespace);
    }
}
