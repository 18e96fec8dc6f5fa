package dev.plumbline.renderer.domain;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.SourcePosition;

/// One object as a renderer made it.
///
/// @param manifest not to be changed
/// @param source   where it begins; absent for what a generator made
public record RenderedObject(ObjectNode manifest, @Nullable SourcePosition source) {
    public RenderedObject {
        Objects.requireNonNull(manifest, "manifest");
    }

    /// `Deployment shop/web`, as far as it says.
    String display() {
        String namespace = manifest.path("metadata").path("namespace").asText("");
        return manifest.path("kind").asText() + " " + (namespace.isEmpty() ? "" : namespace + "/")
                + manifest.path("metadata").path("name").asText();
    }
}
