package dev.plumbline.audit.domain.archive;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationStatus.Health;
import dev.plumbline.contracts.ApplicationStatus.ResourceStatus;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.manifests.ResourceId;

/// One resource of an Application.
///
/// @param namespace empty for a cluster-scoped resource
/// @param message why it is not synced and healthy; null when it is
public record ResourceView(ResourceId resource, String kind, String namespace, String name, Sync sync, Health health,
        @Nullable String message) {

    static ResourceView of(ResourceStatus status) {
        ResourceId id = status.resource();
        return new ResourceView(id, id.kind(), id.namespace(), id.name(), status.sync(), status.health(),
                status.message());
    }
}
