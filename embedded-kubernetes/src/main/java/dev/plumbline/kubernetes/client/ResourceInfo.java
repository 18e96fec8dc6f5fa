package dev.plumbline.kubernetes.client;

/// A resource that is served now.
///
/// @param version the version in which the in-process client reads and writes it
public record ResourceInfo(ResourceName resource, String version, String kind, boolean namespaced) {

    public String apiVersion() {
        return resource.group().isEmpty() ? version : resource.group() + "/" + version;
    }
}
