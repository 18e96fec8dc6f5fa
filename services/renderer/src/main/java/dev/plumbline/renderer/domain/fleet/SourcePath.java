package dev.plumbline.renderer.domain.fleet;

import java.util.Optional;

import dev.plumbline.rendering.source.SourcePaths;

/// Directories of a repository as people write them: `.`, `./overlays/prod/`.
public final class SourcePath {
    private SourcePath() {
    }

    /// Without `.` segments and slashes at its ends; empty text for the root; empty when it leads out of the repository.
    public static Optional<String> normalised(String path) {
        return path.contains("\\") ? Optional.empty() : SourcePaths.resolve("", path);
    }
}
