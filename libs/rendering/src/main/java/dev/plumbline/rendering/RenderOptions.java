package dev.plumbline.rendering;

import dev.plumbline.rendering.source.ReadLimits;

/// How to render.
///
/// @param format    what the directory is to be taken for
/// @param recursive whether plain manifests are looked for in directories below, too
/// @param limits    how much may be read
/// @param maxObjects how many objects may come out
public record RenderOptions(Format format, boolean recursive, ReadLimits limits, int maxObjects) {
    /// A kustomization where there is a kustomization file, else plain manifests, also from directories below.
    public static final RenderOptions DEFAULT = new RenderOptions(Format.FOUND, true, ReadLimits.DEFAULT, 20_000);

    /// What a directory holds.
    public enum Format {
        /// Decided by whether there is a kustomization file.
        FOUND, PLAIN, KUSTOMIZE
    }

    public RenderOptions withFormat(Format newFormat) {
        return new RenderOptions(newFormat, recursive, limits, maxObjects);
    }
}
