package dev.plumbline.contracts;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.SourcePosition;

/// One resource as Git declares it. Key `application/resourceId`; a tombstone when Git no longer does.
///
/// @param manifest as rendered, with the namespace filled in; without Plumbline's own labels and annotations
/// @param digest versioned digest of the manifest's canonical form
/// @param source where in the repository the object begins; absent for what a generator made
/// @param provenance the commit that last changed this resource
public record DesiredResource(String application, ResourceId resource, String apiVersion, ObjectNode manifest,
        String digest, @Nullable SourcePosition source, Provenance provenance) implements DesiredEvent {
    public DesiredResource {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(provenance, "provenance");
    }

    /// The key of an Application's resource in `plumbline.desired.v1` and `plumbline.applied.v1`.
    public static String key(String application, ResourceId resource) {
        return application + "/" + resource;
    }

    @Override
    public String key() {
        return key(application, resource);
    }

    @Override
    public String eventId() {
        return Ids.of("desired", application, resource, digest, provenance.commit());
    }
}
