package dev.plumbline.kubernetes.client;

/// Where one stored object is found; `namespace` is empty for cluster-scoped ones.
public record ObjectRef(ResourceName resource, String namespace, String name) {
}
