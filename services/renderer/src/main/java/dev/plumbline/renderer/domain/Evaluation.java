package dev.plumbline.renderer.domain;

import java.util.List;

import dev.plumbline.contracts.RenderOutcome.RenderError;

/// What one commit says of an Application.
public sealed interface Evaluation {

    /// A whole and valid set.
    ///
    /// @param resources in the renderer's order; may be empty
    record Complete(List<SnapshotResource> resources) implements Evaluation {
        public Complete {
            resources = List.copyOf(resources);
        }
    }

    /// No set that may be published.
    record Failed(List<RenderError> errors) implements Evaluation {
        public Failed {
            errors = List.copyOf(errors);
        }
    }

    /// Nothing that the last good render looked at is different.
    record Unchanged() implements Evaluation {
    }
}
