package dev.plumbline.kubernetes.cel;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Go writes them: `1h30m`, `250ms`.
final class GoDuration {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");

    private GoDuration() {
    }

    static Duration parse(String text) throws CelException {
        boolean negative = text.startsWith("-");
        Matcher matcher = PART.matcher(text);
        int at = negative ? 1 : 0;
        double nanos = 0;
        while (matcher.find(at) && matcher.start() == at) {
            nanos += Double.parseDouble(matcher.group(1)) * unit(matcher.group(2));
            at = matcher.end();
        }
        if (at < text.length() || at == 0) {
            throw new CelException("type conversion error from 'string' to 'duration'");
        }
        return Duration.ofNanos((long) (negative ? -nanos : nanos));
    }

    private static double unit(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            default -> 3600e9;
        };
    }
}
