package dev.plumbline.kubernetes.audit;

import java.util.concurrent.TimeUnit;

/// So many batches a second on average, and after a pause so many at once (a token bucket). Used by one thread.
final class Throttle {
    private final long intervalNanos;
    private final int burst;
    /// When the bucket would be full.
    private long fullAt;

    Throttle(int perSecond, int burst, long now) {
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burst = burst;
        this.fullAt = now;
    }

    /// Takes the next turn and says how long to wait for it.
    long delayNanos(long now) {
        fullAt = Math.max(fullAt, now) + intervalNanos;
        return Math.max(0, fullAt - now - burst * intervalNanos);
    }
}
