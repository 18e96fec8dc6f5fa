package dev.plumbline.contracts;

import java.util.Objects;
import java.util.Optional;

import dev.plumbline.manifests.ResourceId;

/// Who an object in a cluster belongs to, as its annotation [#ANNOTATION] says it: `installation/application:resource`.
///
/// The resource's own id is part of it since controllers copy annotations and labels onto the objects that they make: a
/// copied annotation names another object and proves nothing.
public record Ownership(String installation, String application, ResourceId resource) {
    /// `plumbline.dev/owner`: only an object that carries it, naming itself, is ours to change or delete.
    public static final String ANNOTATION = "plumbline.dev/owner";

    /// `plumbline.dev/digest`: the digest of the manifest that was last applied.
    public static final String DIGEST_ANNOTATION = "plumbline.dev/digest";

    /// `plumbline.dev/created-by`: the plan that created an object which is left alone from then on, such as the namespace
    /// of `target.createNamespace`; who executes the plan again knows by it that the creation was its own.
    public static final String CREATOR_ANNOTATION = "plumbline.dev/created-by";

    /// `plumbline.dev/application`: for selecting; proves nothing.
    public static final String APPLICATION_LABEL = "plumbline.dev/application";

    /// `plumbline.dev/shard`: for selecting; proves nothing.
    public static final String SHARD_LABEL = "plumbline.dev/shard";

    /// The field manager of every write that Plumbline makes.
    public static final String FIELD_MANAGER = "plumbline";

    public Ownership {
        Objects.requireNonNull(installation, "installation");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(resource, "resource");
    }

    /// The annotation's value.
    public String annotation() {
        return installation + "/" + application + ":" + resource;
    }

    /// What an annotation's value says; empty when it is not of this form.
    public static Optional<Ownership> parse(String annotation) {
        int slash = annotation.indexOf('/');
        int colon = annotation.indexOf(':', slash + 1);
        if (slash < 1 || colon < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Ownership(annotation.substring(0, slash), annotation.substring(slash + 1, colon),
                    ResourceId.parse(annotation.substring(colon + 1))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
