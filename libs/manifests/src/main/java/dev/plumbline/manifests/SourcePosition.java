package dev.plumbline.manifests;

/// Where something stands in a source file.
///
/// @param file as given to the reader, usually relative to the repository
/// @param line from 1
public record SourcePosition(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
