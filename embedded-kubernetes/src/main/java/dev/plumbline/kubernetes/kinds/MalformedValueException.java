package dev.plumbline.kubernetes.kinds;

/// A value that a kind's type cannot hold, such as a quantity that is none: the request is answered with 400.
///
/// The message is what the real server says after `KIND in version "V" cannot be handled as a KIND: `.
public final class MalformedValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedValueException(String message) {
        super(message);
    }
}
