package dev.plumbline.renderer.domain;

import java.util.Map;

import dev.plumbline.contracts.CommitObserved;

/// What a render looked at: paths and the Git ids of what was there, files as well as directories whose content was
/// listed; [#NOTHING] for what was looked for in vain.
///
/// @param paths from the repository's root; the empty path is the root itself
public record Dependencies(Map<String, String> paths) {
    public static final String NOTHING = "";

    public Dependencies {
        paths = Map.copyOf(paths);
    }

    /// Whether a commit changes something that was looked at, judged by its changed paths.
    public boolean mayChangeBy(CommitObserved commit) {
        return commit.pathsTruncated() || commit.replaces() != null
                || commit.changedPaths().stream().anyMatch(this::covers);
    }

    /// Whether the path or a directory above it was looked at.
    private boolean covers(String changed) {
        for (int end = changed.length(); end >= 0; end = changed.lastIndexOf('/', end - 1)) {
            if (paths.containsKey(changed.substring(0, end))) {
                return true;
            }
            if (end == 0) {
                return false;
            }
        }
        return paths.containsKey("");
    }
}
