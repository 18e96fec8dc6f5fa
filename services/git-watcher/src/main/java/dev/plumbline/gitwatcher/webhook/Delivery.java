package dev.plumbline.gitwatcher.webhook;

import java.util.Optional;
import java.util.function.Function;

/// One request of a Git host, as it came.
final class Delivery {
    private final Function<String, Optional<String>> headers;
    private final byte[] body;

    /// @param headers the first value of a header, whatever the case of its name; empty when it is missing
    Delivery(Function<String, Optional<String>> headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    Optional<String> header(String name) {
        return headers.apply(name);
    }

    /// The bytes that the signature covers; not to be changed.
    byte[] body() {
        return body;
    }
}
