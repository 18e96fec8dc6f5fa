package dev.plumbline.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.plumbline.cli.stack.Complaint;
import dev.plumbline.cli.stack.FleetAddress;
import dev.plumbline.cli.stack.StackSettings;

import picocli.CommandLine.Option;

/// The options that `up` and `demo` share.
final class StackOptions {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d+)(ms|s|m|h)");

    @Option(names = "--data", paramLabel = "DIR", description = "where this installation keeps everything")
    @Nullable
    Path data;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "a real cluster instead of the embedded one")
    @Nullable
    Path kubeconfig;

    @Option(names = "--kafka", paramLabel = "HOST:PORT,…", description = "a real Kafka instead of a local broker")
    @Nullable
    String kafka;

    @Option(names = "--database", paramLabel = "JDBC-URL", description = "a real PostgreSQL instead of a local one")
    @Nullable
    String database;

    @Option(names = "--http-port", paramLabel = "N", description = "port of the console and the audit API")
    @Nullable
    Integer httpPort;

    @Option(names = "--poll", paramLabel = "DURATION", defaultValue = "30s", description = "how often Git is asked when no webhook comes (default: ${DEFAULT-VALUE})")
    String poll = "30s";

    @Option(names = "--learn", negatable = true, description = "once it is ready, make caches of 0.6 GB in .plumbline/aot that let the next start be quicker; this start is slower")
    @Nullable
    Boolean learn;

    /// @param learns whether start caches are made when the command line says nothing of it
    StackSettings settings(Path defaultData, Optional<FleetAddress> fleet, boolean learns) throws Complaint {
        if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
            throw new Complaint("The kubeconfig " + kubeconfig + " cannot be read: check the path");
        }
        return new StackSettings(data == null ? defaultData : data, fleet, Optional.ofNullable(kubeconfig),
                Optional.ofNullable(kafka), Optional.ofNullable(database),
                httpPort == null ? OptionalInt.empty() : OptionalInt.of(httpPort), duration(poll),
                learn == null ? learns : learn);
    }

    /// `500ms`, `10s`, `2m`, `1h` or ISO 8601 (`PT10S`).
    static Duration duration(String text) throws Complaint {
        Matcher matcher = SHORT_DURATION.matcher(text);
        try {
            Duration duration = matcher.matches()
                    ? ofUnit(Long.parseLong(matcher.group(1)), matcher.group(2))
                    : Duration.parse(text.toUpperCase(Locale.ROOT));
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
            throw new Complaint("\"" + text + "\" is no duration: write for instance 500ms, 10s, 2m or PT10S", e);
        }
        throw new Complaint("\"" + text + "\" is no duration to wait: it must be longer than nothing");
    }

    private static Duration ofUnit(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
