package dev.plumbline.audit.domain.archive;

/// The answer exists, but cannot be had now: a part that it needs is away.
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
