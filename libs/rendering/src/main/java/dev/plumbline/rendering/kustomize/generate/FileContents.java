package dev.plumbline.rendering.kustomize.generate;

import dev.plumbline.manifests.SourcePosition;

/// Reads a file that a kustomization names, relative to its directory.
@FunctionalInterface
public interface FileContents {

    /// @param asked where the path stands, for the message
    /// @throws dev.plumbline.rendering.kustomize.resource.KustomizeProblem when the file cannot be read
    byte[] of(String path, SourcePosition asked);
}
