package dev.plumbline.kubernetes.podsecurity;

import java.util.Locale;
import java.util.Optional;

/// How strict, from nothing to most.
public enum Level {
    PRIVILEGED, BASELINE, RESTRICTED;

    static Optional<Level> of(String text) {
        for (Level level : values()) {
            if (level.toString().equals(text)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
