package dev.plumbline.kubernetes.client;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One change of a stored object, in the order of resourceVersions. The nodes are shared: copy before changing.
///
/// @param object   after the change; for [Type#DELETED] its last state
/// @param previous before the change; empty when it was added
public record Change(Type type, ObjectRef ref, ObjectNode object, Optional<ObjectNode> previous) {

    /// As in the API's watch events.
    public enum Type {
        ADDED, MODIFIED, DELETED
    }
}
