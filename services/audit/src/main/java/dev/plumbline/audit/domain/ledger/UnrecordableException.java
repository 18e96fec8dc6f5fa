package dev.plumbline.audit.domain.ledger;

/// A record says something that the database cannot hold, for instance a time far outside of any calendar.
public final class UnrecordableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnrecordableException(String message, Throwable cause) {
        super(message, cause);
    }
}
