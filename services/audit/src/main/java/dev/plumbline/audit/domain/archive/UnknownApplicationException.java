package dev.plumbline.audit.domain.archive;

/// No Application has the name.
public final class UnknownApplicationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownApplicationException(String name) {
        super("The fleet declares no Application named \"" + name + "\"");
    }
}
