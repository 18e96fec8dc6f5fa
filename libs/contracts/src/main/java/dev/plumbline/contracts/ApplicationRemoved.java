package dev.plumbline.contracts;

import java.util.Objects;

/// The fleet no longer declares an Application. Stays in the compacted topic until its resources are dealt with, then a
/// tombstone follows.
///
/// @param spec the last good one: its `sync.onRemoval` says what becomes of the resources
/// @param provenance the fleet's commit that removed it
public record ApplicationRemoved(String name, ApplicationSpec spec, Provenance provenance)
        implements
            ApplicationEvent {
    public ApplicationRemoved {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(provenance, "provenance");
    }

    @Override
    public String eventId() {
        return Ids.of("removed", name, provenance.commit());
    }
}
