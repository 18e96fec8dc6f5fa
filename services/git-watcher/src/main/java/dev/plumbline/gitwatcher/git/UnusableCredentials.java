package dev.plumbline.gitwatcher.git;

/// Named credentials that are missing or malformed; the message says what to do and holds no secret.
final class UnusableCredentials extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableCredentials(String message) {
        super(message);
    }

    UnusableCredentials(String message, Throwable cause) {
        super(message, cause);
    }
}
