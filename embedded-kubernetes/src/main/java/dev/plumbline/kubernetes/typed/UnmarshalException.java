package dev.plumbline.kubernetes.typed;

/// A value that does not fit its declared type; the message is what Go's decoder says.
public final class UnmarshalException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String conversionMessage;

    public UnmarshalException(String message) {
        this(message, message);
    }

    UnmarshalException(String message, String conversionMessage) {
        super(message, null, false, false);
        this.conversionMessage = conversionMessage;
    }

    /// What Go says when the value comes from a tree and not from a text: `cannot convert float64 to int32`.
    public String conversionMessage() {
        return conversionMessage;
    }
}
