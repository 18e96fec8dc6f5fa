package dev.plumbline.kubernetes;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Durations in Go's notation, as the flags of Kubernetes' components take them: `300ms`, `1.5s`, `2m30s`.
final class GoDuration implements ITypeConverter<Duration> {
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m|h)");

    @Override
    public Duration convert(String text) {
        Matcher parts = PART.matcher(text);
        double seconds = 0;
        int end = 0;
        while (parts.find() && parts.start() == end) {
            end = parts.end();
            seconds += Double.parseDouble(parts.group(1)) * switch (parts.group(2)) {
                case "ms" -> 0.001;
                case "s" -> 1;
                case "m" -> 60;
                default -> 3_600;
            };
        }
        if (end == 0 || end != text.length()) {
            throw new TypeConversionException("'" + text + "' is no duration such as 30s, 500ms or 2m30s");
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
