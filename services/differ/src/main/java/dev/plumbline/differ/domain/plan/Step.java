package dev.plumbline.differ.domain.plan;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.PlannedOperation.Kind;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.differ.domain.live.LiveObject;
import dev.plumbline.manifests.ResourceId;

/// An operation before its plan is numbered.
///
/// @param manifest absent for a delete
/// @param digest absent for a delete
/// @param uid of the object that it was decided on; absent when there is none
/// @param resourceVersion likewise
/// @param before the object's values where the operation touches it; absent when there is no object
/// @param drift that it corrects
record Step(Kind kind, ResourceId resource, String apiVersion, @Nullable ObjectNode manifest, @Nullable String digest,
        @Nullable String uid, @Nullable String resourceVersion, @Nullable ObjectNode before, Cause cause,
        @Nullable String drift, Provenance provenance) {

    /// What tells two plans apart.
    String identity() {
        return kind + " " + resource + " " + digest + " " + uid + " " + resourceVersion + " " + drift;
    }

    static @Nullable String uidOf(@Nullable LiveObject live) {
        return live == null ? null : live.uid();
    }

    static @Nullable String versionOf(@Nullable LiveObject live) {
        return live == null ? null : live.resourceVersion();
    }
}
