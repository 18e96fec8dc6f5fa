package dev.plumbline.renderer.domain;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.SourcePosition;

/// One resource of a valid render: its namespace filled in, its digest known.
public record SnapshotResource(ResourceId id, String apiVersion, ObjectNode manifest, String digest,
        @Nullable SourcePosition source) {
}
