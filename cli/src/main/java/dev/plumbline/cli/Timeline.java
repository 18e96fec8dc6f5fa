package dev.plumbline.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/// A commit's trace, as the audit API tells it, in lines for a person: when each stage began, counted from the first, and
/// what it took; the stages of an Application below its name.
final class Timeline {
    private static final String FLEET = "@fleet";
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final List<String> lines = new ArrayList<>();
    private final Instant start;

    private Timeline(Instant start) {
        this.start = start;
    }

    static List<String> of(JsonNode trace) {
        JsonNode spans = trace.path("spans");
        String commit = trace.path("commit").asText();
        Timeline timeline = new Timeline(
                spans.isEmpty() ? Instant.EPOCH : instant(spans.path(0), "startedAt"));
        timeline.lines.add(commit + " " + trace.path("subject").asText() + " ("
                + trace.at("/author/name").asText() + ")");
        timeline.lines.add(trace.path("repository").asText() + "#" + trace.path("ref").asText() + ", trace id "
                + trace.path("traceId").asText());
        timeline.lines.add("       began         took");
        Map<String, List<JsonNode>> applications = new LinkedHashMap<>();
        for (JsonNode span : spans) {
            if (span.path("application").isTextual()) {
                applications.computeIfAbsent(span.path("application").asText(), _ -> new ArrayList<>()).add(span);
            } else {
                timeline.add("", span, commit);
            }
        }
        applications.forEach((application, stages) -> timeline.add(application, stages, commit));
        timeline.close(spans, trace.path("truncated").asBoolean());
        return timeline.lines;
    }

    private void add(String application, List<JsonNode> stages, String commit) {
        lines.add(" ".repeat(28) + (application.equals(FLEET) ? "the fleet" : application));
        int last = stages.size() - 1;
        stages.subList(0, last).forEach(stage -> add("├─ ", stage, commit));
        add("└─ ", stages.get(last), commit);
    }

    private void add(String branch, JsonNode span, String commit) {
        lines.add(millis(since(instant(span, "startedAt"))) + " " + millis(span.path("millis").asDouble()) + "    "
                + branch + span.path("stage").asText() + " by " + span.path("service").asText() + ": "
                + detail(span, commit));
    }

    private static String detail(JsonNode span, String commit) {
        int operations = span.path("operations").asInt();
        String revision = span.path("revision").asText(commit);
        return span.path("outcome").asText()
                + (operations == 0 ? "" : ", " + operations + (operations == 1 ? " operation" : " operations"))
                + (revision.equals(commit) || span.path("revision").isNull()
                        ? ""
                        : ", together with the later " + revision);
    }

    private void close(JsonNode spans, boolean truncated) {
        for (String stage : List.of("applied", "audited")) {
            double last = -1;
            for (JsonNode span : spans) {
                if (span.path("stage").asText().equals(stage)) {
                    last = Math.max(last, since(instant(span, "endedAt")));
                }
            }
            if (last >= 0) {
                lines.add(millis(last) + " until all is " + stage);
            }
        }
        if (truncated) {
            lines.add("There is more than is shown: the trace is too long to be read at once.");
        }
    }

    private double since(Instant instant) {
        return Duration.between(start, instant).toNanos() / NANOS_PER_MILLI;
    }

    private static Instant instant(JsonNode span, String name) {
        return Instant.parse(span.path(name).asText());
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%9.1f ms", millis);
    }
}
