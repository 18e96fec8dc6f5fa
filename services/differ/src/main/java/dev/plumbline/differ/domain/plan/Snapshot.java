package dev.plumbline.differ.domain.plan;

import dev.plumbline.contracts.SnapshotMarker;

/// A closed snapshot and where its marker lies.
///
/// @param offset of the marker in `plumbline.desired.v1`
public record Snapshot(SnapshotMarker marker, long offset) {
    /// What the resources came from, and where they went. When it changes, what is gone may only have moved.
    public String source() {
        return marker.repository() + "#" + marker.path() + " in " + marker.cluster();
    }
}
