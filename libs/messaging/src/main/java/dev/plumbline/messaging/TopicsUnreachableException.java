package dev.plumbline.messaging;

/// The broker could not be asked for its topics; it may answer later.
final class TopicsUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicsUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
