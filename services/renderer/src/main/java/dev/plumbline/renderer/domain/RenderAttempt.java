package dev.plumbline.renderer.domain;

import java.util.List;

import dev.plumbline.contracts.RenderOutcome.RenderError;

/// What came of rendering a source at one commit.
public sealed interface RenderAttempt {

    /// @param objects in the renderer's order; may be empty
    record Rendered(List<RenderedObject> objects) implements RenderAttempt {
        public Rendered {
            objects = List.copyOf(objects);
        }
    }

    /// @param errors never empty
    record Failed(List<RenderError> errors) implements RenderAttempt {
        public Failed {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("A failed render says why");
            }
        }

        public static Failed because(String message) {
            return new Failed(List.of(new RenderError(message, null)));
        }
    }
}
