package dev.plumbline.messaging;

/// Nothing of a transaction was written. The same call may succeed later.
public final class TransactionAbortedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TransactionAbortedException(String message, Throwable cause) {
        super(message, cause);
    }
}
