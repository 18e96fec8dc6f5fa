package dev.plumbline.rendering.source;

/// How much one rendering may read.
///
/// @param files number of different files
/// @param bytes their sizes together
public record ReadLimits(int files, long bytes) {
    /// Far above real repositories: the largest public kustomizations have hundreds of files of some kilobytes.
    public static final ReadLimits DEFAULT = new ReadLimits(10_000, 64L << 20);

    /// A limit was reached.
    public static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exceeded(String limit) {
            super("the source is too large to render: " + limit);
        }
    }
}
