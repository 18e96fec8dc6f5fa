package dev.plumbline.gitwatcher.domain;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before a repository is read again.
///
/// Every pause is spread by a fifth to each side, so that many repositories of one host are not read at once.
///
/// @param normal  between two reads that succeed
/// @param longest after many failures
public record Backoff(Duration normal, Duration longest, RandomGenerator random) {
    private static final double SPREAD = 0.2;
    /// 2^16 times any pause worth configuring is past `longest`.
    private static final int MOST_DOUBLINGS = 16;

    /// @param failures how many reads failed since the last that did not
    public Duration after(int failures) {
        Duration doubled = normal.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration pause = failures == 0 || doubled.compareTo(longest) < 0 ? doubled : longest;
        double factor = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
        return Duration.ofNanos((long) (pause.toNanos() * factor));
    }
}
