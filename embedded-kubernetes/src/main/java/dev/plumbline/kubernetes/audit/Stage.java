package dev.plumbline.kubernetes.audit;

import java.util.Arrays;
import java.util.Optional;

/// How far a request had come when an event was made of it.
enum Stage {
    REQUEST_RECEIVED("RequestReceived"), RESPONSE_STARTED("ResponseStarted"), RESPONSE_COMPLETE(
            "ResponseComplete"), PANIC("Panic");

    private final String text;

    Stage(String text) {
        this.text = text;
    }

    static Optional<Stage> of(String text) {
        return Arrays.stream(values()).filter(stage -> stage.text.equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
