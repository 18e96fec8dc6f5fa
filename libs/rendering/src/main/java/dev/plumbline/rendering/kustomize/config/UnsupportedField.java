package dev.plumbline.rendering.kustomize.config;

import dev.plumbline.manifests.SourcePosition;

/// A kustomization uses something that only the real tool can do.
public final class UnsupportedField extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String field;
    private final transient SourcePosition position;

    public UnsupportedField(String field, SourcePosition position) {
        super(field + " at " + position);
        this.field = field;
        this.position = position;
    }

    /// The field's name, with what about it is meant where that is not all of it.
    public String field() {
        return field;
    }

    public SourcePosition position() {
        return position;
    }
}
