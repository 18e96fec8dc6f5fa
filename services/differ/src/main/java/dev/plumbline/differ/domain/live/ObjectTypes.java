package dev.plumbline.differ.domain.live;

import java.util.HashMap;
import java.util.Map;

import dev.plumbline.manifests.BuiltInTypes;
import dev.plumbline.manifests.Schema;

/// The structural type of each kind: which lists are keyed and by what. Used by one thread.
public final class ObjectTypes {
    private final Map<ApiKind, Schema> types = new HashMap<>();

    /// The type of a kind: Kubernetes' own, or the one that its CustomResourceDefinition was said to have; for any other
    /// kind lists are atomic.
    public Schema of(ApiKind kind) {
        return types.computeIfAbsent(kind,
                unknown -> BuiltInTypes.load().schema(unknown.apiVersion(), unknown.kind()).orElse(Schema.DEDUCED));
    }

    /// Takes over the type that a CustomResourceDefinition gives to a kind.
    public void define(ApiKind kind, Schema type) {
        types.put(kind, type);
    }
}
