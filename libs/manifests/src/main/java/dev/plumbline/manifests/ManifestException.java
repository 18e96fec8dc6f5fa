package dev.plumbline.manifests;

/// A file that holds no proper manifests. The message is `file:line: what`.
public final class ManifestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient SourcePosition position;

    ManifestException(SourcePosition position, String what) {
        super(position + ": " + what);
        this.position = position;
    }

    public SourcePosition position() {
        return position;
    }
}
