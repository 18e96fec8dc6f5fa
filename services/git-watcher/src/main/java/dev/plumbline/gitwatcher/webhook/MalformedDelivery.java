package dev.plumbline.gitwatcher.webhook;

/// A delivery that is signed well and still cannot be understood; the message says what is wrong with it.
final class MalformedDelivery extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedDelivery(String message) {
        super(message);
    }
}
