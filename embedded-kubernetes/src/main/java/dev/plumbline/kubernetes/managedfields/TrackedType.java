package dev.plumbline.kubernetes.managedfields;

import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.BuiltInTypes;
import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.Schema;

/// What is tracked: one version of a kind, through its main resource or a subresource.
///
/// @param subresource empty for the main resource
/// @param reset       fields that writes through this resource can't change and so never own
/// @param zero        the object before its creation, with the fields that Go writes even when they are not set
/// @param schemas     the type of each version that is served; entries in other versions are dropped
public record TrackedType(String apiVersion, String kind, String subresource, FieldSet reset, ObjectNode zero,
        Function<String, Optional<Schema>> schemas) {

    /// A kind that Kubernetes brings along.
    ///
    /// A creation is compared with `zero`, which is why `f:spec` of a new Deployment is no member of its creator's set
    /// while that of a custom resource is one.
    ///
    /// @param group empty for the core group
    /// @param zero  what Go writes of an object in which nothing is set
    public static TrackedType builtIn(String group, String version, String kind, String subresource,
            boolean hasStatus, ObjectNode zero) {
        String apiVersion = group.isEmpty() ? version : group + "/" + version;
        ObjectNode named = JsonNodeFactory.instance.objectNode().put("apiVersion", apiVersion).put("kind", kind);
        named.setAll(zero);
        named.put("apiVersion", apiVersion).put("kind", kind);
        return new TrackedType(apiVersion, kind, subresource, ResetFields.builtIn(kind, subresource, hasStatus),
                named, other -> BuiltInTypes.load().schema(other, kind));
    }

    /// A kind that a CustomResourceDefinition declares.
    public static TrackedType custom(String apiVersion, String kind, String subresource, boolean hasStatus,
            Function<String, Optional<Schema>> schemas) {
        ObjectNode zero = JsonNodeFactory.instance.objectNode().put("apiVersion", apiVersion).put("kind", kind);
        return new TrackedType(apiVersion, kind, subresource, ResetFields.custom(subresource, hasStatus), zero,
                schemas);
    }

    Schema schema() {
        return schemas.apply(apiVersion).orElse(Schema.DEDUCED);
    }
}
