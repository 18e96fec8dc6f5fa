package dev.plumbline.kubernetes.typed;

/// A value that does not fit its declared type; the message is what Go's decoder says.
public final class UnmarshalException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnmarshalException(String message) {
        super(message);
    }
}
