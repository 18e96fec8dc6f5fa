package dev.plumbline.contracts;

/// What renderer says of an Application's desired state. Topic `plumbline.desired.v1`, compacted.
///
/// The order within one render: changed resources and tombstones, then the marker that closes the snapshot, in one
/// transaction. Until the table of resources equals the marker, nothing may be decided on it.
public sealed interface DesiredEvent extends Event permits DesiredResource, SnapshotMarker, RenderOutcome {
    String application();

    @Override
    default Topic topic() {
        return Topic.DESIRED;
    }
}
