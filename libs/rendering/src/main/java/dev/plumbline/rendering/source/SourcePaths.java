package dev.plumbline.rendering.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Arithmetic on the paths of a [SourceTree].
public final class SourcePaths {

    private SourcePaths() {
    }

    /// The normalised path that `path` names seen from `directory`; empty when it leads out of the tree or is absolute.
    public static Optional<String> resolve(String directory, String path) {
        if (path.startsWith("/")) {
            return Optional.empty();
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : (directory + "/" + path).split("/")) {
            if (segment.equals("..")) {
                if (segments.isEmpty()) {
                    return Optional.empty();
                }
                segments.removeLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return Optional.of(String.join("/", segments));
    }

    /// Whether a path is the directory itself or lies below it.
    public static boolean isWithin(String directory, String path) {
        return directory.isEmpty() || path.equals(directory) || path.startsWith(directory + "/");
    }

    /// A name inside a directory.
    public static String child(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    /// The last segment.
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
