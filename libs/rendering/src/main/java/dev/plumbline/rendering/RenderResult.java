package dev.plumbline.rendering;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.plumbline.manifests.SourcePosition;

/// What came of a rendering. Every outcome knows the paths that it depends on: as long as none of them changes,
/// rendering again gives the same.
public sealed interface RenderResult {

    /// Paths from the root of the tree: files that were read, and files and directories that were looked for or listed,
    /// also those that are not there.
    SortedSet<String> filesRead();

    /// The objects in the order of the output.
    record Rendered(List<RenderedResource> resources, SortedSet<String> filesRead) implements RenderResult {

        public Rendered {
            resources = List.copyOf(resources);
            filesRead = new TreeSet<>(filesRead);
        }
    }

    /// Nothing came out; at least one error says why.
    record RenderFailed(List<RenderError> errors, SortedSet<String> filesRead) implements RenderResult {

        public RenderFailed {
            errors = List.copyOf(errors);
            filesRead = new TreeSet<>(filesRead);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("a failed rendering must name an error");
            }
        }
    }

    /// Only the real kustomize can build this: see [KustomizeBinary].
    ///
    /// @param field    of the kustomization, for which there is nothing here
    /// @param position where it stands
    record NeedsBinary(String field, SourcePosition position, SortedSet<String> filesRead) implements RenderResult {

        public NeedsBinary {
            filesRead = new TreeSet<>(filesRead);
        }
    }
}
