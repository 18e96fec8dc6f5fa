package dev.plumbline.kubernetes.access;

/// What somebody wants to do. A resource request has a verb and a resource, any other a verb and a path.
///
/// @param namespace empty for cluster-scoped resources and for requests over all namespaces
/// @param path      of a request that is not for a resource; empty otherwise
public record Attributes(String verb, String group, String version, String resource, String subresource,
        String namespace, String name, String path) {

    public static Attributes path(String verb, String path) {
        return new Attributes(verb, "", "", "", "", "", "", path);
    }

    public boolean isResource() {
        return path.isEmpty();
    }

    /// `pods` or `pods/status`.
    public String qualifiedResource() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }
}
