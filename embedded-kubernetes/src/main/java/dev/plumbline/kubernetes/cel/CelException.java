package dev.plumbline.kubernetes.cel;

/// An expression that can't be parsed, or that has no value for its input.
public final class CelException extends Exception {
    private static final long serialVersionUID = 1L;

    CelException(String message) {
        super(message, null, false, false);
    }
}
