package dev.plumbline.kubernetes.requests;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.store.Key;

/// What a request is about; texts are empty where the path has no such part.
public record Target(ResourceType type, String namespace, String name, String subresource) {

    Key key() {
        return new Key(namespace, name);
    }

    Target named(String newName) {
        return new Target(type, namespace, newName, subresource);
    }

    ApiException notFound() {
        return ApiException.notFound(type.group(), type.plural(), name);
    }

    ApiException conflict(String why) {
        return ApiException.conflict(type.group(), type.plural(), name, why);
    }

    /// An object that is not the one that the request is meant for; the real server names its kind, not the resource.
    ApiException unlike(String why) {
        return ApiException.conflict(type.group(), type.kind(), name, why);
    }

    ApiException modified() {
        return ApiException.modified(type.group(), type.plural(), name);
    }
}
