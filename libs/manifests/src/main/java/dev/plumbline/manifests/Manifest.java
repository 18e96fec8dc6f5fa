package dev.plumbline.manifests;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One Kubernetes object as declared in a file.
///
/// @param apiVersion as written, for example `apps/v1`
/// @param body       the whole object; not to be changed
/// @param position   where it begins
/// @param lines      where its fields stand
public record Manifest(ResourceId id, String apiVersion, ObjectNode body, SourcePosition position, Lines lines) {

    /// Where a field stands, or the closest field above it that is written down.
    public SourcePosition positionOf(FieldPath path) {
        return new SourcePosition(position.file(), lines.lineOf(path, body));
    }

    /// The digest of the body; see [ManifestDigest].
    public String digest() {
        return ManifestDigest.of(body);
    }
}
