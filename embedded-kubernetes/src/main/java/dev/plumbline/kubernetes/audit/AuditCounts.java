package dev.plumbline.kubernetes.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How many events were made and how many never reached the webhook.
final class AuditCounts {
    private final LongAdder events = new LongAdder();
    private final LongAdder overflowed = new LongAdder();
    private final LongAdder undelivered = new LongAdder();
    private final Map<Level, LongAdder> levels = Arrays.stream(Level.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new LongAdder()));

    void decided(Level level) {
        of(level).increment();
    }

    void recorded() {
        events.increment();
    }

    /// The queue was full.
    void overflowed() {
        overflowed.increment();
    }

    /// The webhook did not take them, however often they were sent.
    void undelivered(int count) {
        undelivered.add(count);
    }

    String text() {
        StringBuilder out = new StringBuilder(1 << 10);
        head(out, "apiserver_audit_event_total", "Counter of audit events generated and sent to the audit backend.");
        out.append("apiserver_audit_event_total ").append(events.sum()).append('\n');
        head(out, "apiserver_audit_error_total",
                "Counter of audit events that failed to be audited properly. Plugin identifies the plugin affected by "
                        + "the error.");
        out.append("apiserver_audit_error_total{plugin=\"buffered\"} ").append(overflowed.sum()).append('\n');
        out.append("apiserver_audit_error_total{plugin=\"webhook\"} ").append(undelivered.sum()).append('\n');
        head(out, "apiserver_audit_level_total", "Counter of policy levels for audit events (1 per request).");
        for (Level level : Level.values()) {
            out.append("apiserver_audit_level_total{level=\"").append(level).append("\"} ")
                    .append(of(level).sum()).append('\n');
        }
        return out.toString();
    }

    private LongAdder of(Level level) {
        return Objects.requireNonNull(levels.get(level), "every level has a counter");
    }

    private static void head(StringBuilder out, String name, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append("\n# TYPE ").append(name)
                .append(" counter\n");
    }
}
