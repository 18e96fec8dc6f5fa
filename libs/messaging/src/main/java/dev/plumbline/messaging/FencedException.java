package dev.plumbline.messaging;

/// This instance may not write any more: another one took over, or its producer is beyond repair. The process must end;
/// its supervisor starts a new one, which reads its state from the topics.
public final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FencedException(String message, Throwable cause) {
        super(message, cause);
    }
}
