package dev.plumbline.kubernetes.kinds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

/// Durations as kubectl prints them: `45s`, `3m12s`, `5h`, `2d3h` (apimachinery's `duration.HumanDuration`).
public final class Ages {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;

    private Ages() {
    }

    /// The time since an RFC 3339 instant; `<unknown>` where it is empty or unreadable.
    public static String since(String timestamp) {
        try {
            return text(Duration.between(Instant.parse(timestamp), InstantSource.system().instant()));
        } catch (DateTimeParseException _) {
            return "<unknown>";
        }
    }

    static String between(String start, String end) {
        try {
            return text(Duration.between(Instant.parse(start), Instant.parse(end)));
        } catch (DateTimeParseException _) {
            return "<unknown>";
        }
    }

    static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 0) {
            return "0s";
        }
        if (seconds < 2 * MINUTE) {
            return seconds + "s";
        }
        if (seconds < 10 * MINUTE) {
            return pair(seconds / MINUTE, "m", seconds % MINUTE, "s");
        }
        if (seconds < 3 * HOUR) {
            return seconds / MINUTE + "m";
        }
        if (seconds < 8 * HOUR) {
            return pair(seconds / HOUR, "h", seconds / MINUTE % 60, "m");
        }
        if (seconds < 2 * DAY) {
            return seconds / HOUR + "h";
        }
        if (seconds < 8 * DAY) {
            return pair(seconds / DAY, "d", seconds / HOUR % 24, "h");
        }
        if (seconds < 2 * YEAR) {
            return seconds / DAY + "d";
        }
        return seconds < 8 * YEAR
                ? pair(seconds / YEAR, "y", seconds / DAY % 365, "d")
                : seconds / YEAR + "y";
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
    }
}
