package dev.plumbline.contracts;

import java.util.Objects;

/// A place in a repository, printed as `file:line`.
///
/// @param file path from the repository's root, with `/`
/// @param line from 1; 0 when the whole file is meant
public record SourcePosition(String file, int line) {
    public SourcePosition {
        Objects.requireNonNull(file, "file");
    }

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
