package dev.plumbline.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something to become true, looking every few milliseconds: that is also how exact a measured time is.
final class Waiting {
    static final Duration STEP = Duration.ofMillis(2);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Waiting() {
    }

    /// How long it took, from `start` by [System#nanoTime].
    static Duration since(long start, String what, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IllegalStateException("Not within " + LIMIT + ": " + what);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
