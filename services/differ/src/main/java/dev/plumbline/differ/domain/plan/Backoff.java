package dev.plumbline.differ.domain.plan;

import java.time.Duration;

/// Pauses that double, up to a longest one.
record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    /// The pause after so many failures in a row, from 1.
    Duration pause(int failures) {
        Duration pause = first.multipliedBy(1L << Math.clamp(failures - 1, 0, MOST_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
