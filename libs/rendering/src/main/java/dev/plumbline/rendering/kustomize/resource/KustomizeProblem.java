package dev.plumbline.rendering.kustomize.resource;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.plumbline.manifests.SourcePosition;

/// A build that cannot succeed. The message says what and why without the place, which [#position()] gives.
public final class KustomizeProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable SourcePosition position;

    public KustomizeProblem(String message) {
        super(message);
        this.position = null;
    }

    public KustomizeProblem(String message, SourcePosition position) {
        super(message);
        this.position = position;
    }

    public Optional<SourcePosition> position() {
        return Optional.ofNullable(position);
    }

    /// The same problem with a place, unless it already has one.
    public KustomizeProblem at(SourcePosition place) {
        return position == null ? new KustomizeProblem(String.valueOf(getMessage()), place) : this;
    }
}
