package dev.plumbline.rendering.source;

import java.io.IOException;
import java.util.List;

/// A read-only tree of files. Paths are relative to its root, use `/`, and are normalised: no leading or trailing
/// slash, no empty, `.` or `..` segment; the root itself is the empty string. Symbolic links are followed by the tree
/// and never lead out of it.
public interface SourceTree {

    /// The bytes of a file.
    ///
    /// @throws IOException when there is no such file or it cannot be read
    byte[] read(String path) throws IOException;

    /// The names directly inside a directory, sorted.
    ///
    /// @throws IOException when there is no such directory
    List<String> list(String path) throws IOException;

    /// Whether there is a regular file.
    boolean isFile(String path);

    boolean isDirectory(String path);

    default boolean exists(String path) {
        return isFile(path) || isDirectory(path);
    }
}
