package dev.plumbline.kubernetes.audit;

import java.util.Arrays;
import java.util.Optional;

/// How much of a request an event tells, from nothing to the bodies of both sides.
enum Level {
    NONE("None"), METADATA("Metadata"), REQUEST("Request"), REQUEST_RESPONSE("RequestResponse");

    private final String text;

    Level(String text) {
        this.text = text;
    }

    static Optional<Level> of(String text) {
        return Arrays.stream(values()).filter(level -> level.text.equals(text)).findFirst();
    }

    boolean covers(Level other) {
        return compareTo(other) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
