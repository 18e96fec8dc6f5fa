package dev.plumbline.kubernetes.http;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How many requests were answered, by what they were: `apiserver_request_total` at `/metrics`.
final class RequestCounts {
    /// User agents come from outside; past this many different counts the rest is counted together.
    private static final int MAX_SERIES = 20_000;

    private final Map<Series, LongAdder> counts = new ConcurrentHashMap<>();

    record Series(String verb, String group, String version, String resource, String subresource, String scope,
            String dryRun, int code, String userAgent) {
    }

    void count(Series series) {
        LongAdder adder = counts.get(series);
        if (adder == null) {
            Series known = counts.size() < MAX_SERIES
                    ? series
                    : new Series(series.verb(), series.group(), series.version(), series.resource(),
                            series.subresource(), series.scope(), series.dryRun(), series.code(), "other");
            adder = counts.computeIfAbsent(known, _ -> new LongAdder());
        }
        adder.increment();
    }

    /// The Prometheus text format.
    String text() {
        StringBuilder out = new StringBuilder(4096);
        out.append("# HELP apiserver_request_total Counter of apiserver requests broken out for each verb, dry run "
                + "value, group, version, resource, scope, HTTP response code and user agent.\n");
        out.append("# TYPE apiserver_request_total counter\n");
        List<Map.Entry<Series, LongAdder>> sorted = counts.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString())).toList();
        for (Map.Entry<Series, LongAdder> entry : sorted) {
            Series series = entry.getKey();
            out.append("apiserver_request_total{");
            label(out, "code", Integer.toString(series.code())).append(',');
            label(out, "component", "apiserver").append(',');
            label(out, "dry_run", series.dryRun()).append(',');
            label(out, "group", series.group()).append(',');
            label(out, "resource", series.resource()).append(',');
            label(out, "scope", series.scope()).append(',');
            label(out, "subresource", series.subresource()).append(',');
            label(out, "user_agent", series.userAgent()).append(',');
            label(out, "verb", series.verb()).append(',');
            label(out, "version", series.version()).append("} ").append(entry.getValue().sum()).append('\n');
        }
        return out.toString();
    }

    private static StringBuilder label(StringBuilder out, String name, String value) {
        out.append(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
        return out.append('"');
    }
}
