package dev.plumbline.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// One thing that was measured.
public sealed interface Figure {
    /// Many samples of the same thing, by nearest rank.
    record Spread(double p50, double p95, double p99, double max, String unit, int n) implements Figure {
        /// In milliseconds.
        public static Spread ofDurations(List<Duration> samples) {
            return of(samples.stream().mapToDouble(sample -> sample.toNanos() / 1e6).toArray(), "ms");
        }

        public static Spread of(double[] samples, String unit) {
            if (samples.length == 0) {
                throw new IllegalArgumentException("Nothing was measured");
            }
            double[] sorted = samples.clone();
            Arrays.sort(sorted);
            return new Spread(rank(sorted, 50), rank(sorted, 95), rank(sorted, 99), sorted[sorted.length - 1], unit,
                    sorted.length);
        }

        private static double rank(double[] sorted, int percent) {
            int index = (int) Math.ceil(sorted.length * percent / 100.0) - 1;
            return sorted[Math.max(0, index)];
        }
    }

    /// One value.
    record Single(double value, String unit) implements Figure {
    }
}
