package dev.plumbline.rendering;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.SourcePosition;

/// One object that came out of a rendering.
///
/// @param body   the whole object; not to be changed
/// @param origin where it begins in the file that it was read from or, when generated, where its generator stands
public record RenderedResource(ObjectNode body, SourcePosition origin) {
}
