package dev.plumbline.kubernetes.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// [Throttle] against its rate and its burst.
class ThrottleTest {
    @Test
    void letsABurstThroughAndThenKeepsTheRate() {
        Throttle throttle = new Throttle(10, 3, 0);

        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            delays.add(TimeUnit.NANOSECONDS.toMillis(throttle.delayNanos(0)));
        }

        assertThat(delays).containsExactly(0L, 0L, 0L, 100L, 200L);
        assertThat(throttle.delayNanos(TimeUnit.SECONDS.toNanos(2))).isZero();
    }
}
