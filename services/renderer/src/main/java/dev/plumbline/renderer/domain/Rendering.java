package dev.plumbline.renderer.domain;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.rendering.source.SourceTree;

/// Turns a directory of a repository into objects.
public interface Rendering {

    /// Never throws for what is wrong with the source: that is [RenderAttempt.Failed].
    RenderAttempt render(SourceTree tree, String path, ApplicationSpec.Render how);
}
