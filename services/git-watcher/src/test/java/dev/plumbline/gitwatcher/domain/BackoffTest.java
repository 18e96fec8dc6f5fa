package dev.plumbline.gitwatcher.domain;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// [Backoff] with randomness at its ends.
class BackoffTest {
    private static final Duration POLL = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Test
    void spreadsTheNormalPauseByAFifth() {
        assertThat(backoff(0.0).after(0)).isEqualTo(Duration.ofSeconds(24));
        assertThat(backoff(0.5).after(0)).isEqualTo(POLL);
        assertThat(backoff(1.0).after(0)).isEqualTo(Duration.ofSeconds(36));
    }

    @Test
    void doublesWithEachFailureUpToTheLongest() {
        assertThat(backoff(0.5).after(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(backoff(0.5).after(3)).isEqualTo(Duration.ofMinutes(4));
        assertThat(backoff(0.5).after(4)).isEqualTo(LONGEST);
        assertThat(backoff(0.5).after(10_000)).isEqualTo(LONGEST);
    }

    @Test
    void keepsANormalPauseThatIsLongerThanTheLongest() {
        assertThat(new Backoff(Duration.ofHours(1), LONGEST, fixed(0.5)).after(0)).isEqualTo(Duration.ofHours(1));
    }

    private static Backoff backoff(double random) {
        return new Backoff(POLL, LONGEST, fixed(random));
    }

    private static RandomGenerator fixed(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
