package dev.plumbline.kubernetes.selectors;

/// A selector that can't be read; the message is Go's.
final class SelectorException extends Exception {
    private static final long serialVersionUID = 1L;

    SelectorException(String message) {
        super(message, null, false, false);
    }
}
