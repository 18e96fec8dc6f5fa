package dev.plumbline.renderer.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.SnapshotMarker;
import dev.plumbline.manifests.ResourceId;

/// The desired state of one Application as it was last published.
///
/// @param resources by id
/// @param marker    the marker that closed it; empty before the first
public record Snapshot(Map<ResourceId, DesiredResource> resources, Optional<SnapshotMarker> marker) {
    public static final Snapshot NONE = new Snapshot(Map.of(), Optional.empty());

    public Snapshot {
        resources = Map.copyOf(resources);
    }

    public Snapshot with(DesiredResource resource) {
        Map<ResourceId, DesiredResource> changed = new LinkedHashMap<>(resources);
        changed.put(resource.resource(), resource);
        return new Snapshot(changed, marker);
    }

    public Snapshot without(ResourceId id) {
        Map<ResourceId, DesiredResource> changed = new LinkedHashMap<>(resources);
        changed.remove(id);
        return new Snapshot(changed, marker);
    }

    public Snapshot closedBy(SnapshotMarker closing) {
        return new Snapshot(resources, Optional.of(closing));
    }
}
