package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.testkit.AuditReader;
import dev.plumbline.testkit.ClusterUser;
import dev.plumbline.testkit.TestStack;

/// From a pushed commit, announced by a webhook, to the object in the cluster and to the change in the audit; and the
/// time of each stage, by the commit's trace.
///
/// One Application among others is changed, commit after commit.
record LatencyBenchmark(int applications, int commits) implements Benchmark {
    private static final int WARM_UP = 5;
    private static final List<String> STAGES = List.of("seen", "rendered", "planned", "applied", "audited");
    static final String STAGE = "stage: ";

    @Override
    public Map<String, Figure> run(Path directory) throws IOException, InterruptedException {
        try (TestStack stack = TestStack.start(directory, "PT5M")) {
            Fleet fleet = new Fleet(applications, 1);
            fleet.declare(stack);
            ClusterUser cluster = stack.cluster();
            AuditReader audit = stack.audit();
            String path = Fleet.path(fleet.resource(0));
            List<Duration> toCluster = new ArrayList<>();
            List<Duration> toAudit = new ArrayList<>();
            Map<String, Instant> pushes = new LinkedHashMap<>();
            for (int i = 0; i < WARM_UP + commits; i++) {
                String colour = "colour-" + i;
                String commit = stack.push("Paint it " + colour,
                        Map.of("apps/" + Fleet.name(0) + "/settings.yaml", fleet.settings(colour)));
                Instant at = Instant.now();
                long pushed = System.nanoTime();
                stack.webhook(commit, stack.webhookSecret());
                Duration seen = Waiting.since(pushed, "the cluster has " + colour,
                        () -> cluster.get(path).at("/data/colour").asText().equals(colour));
                Duration told = Waiting.since(pushed, "the audit has " + commit,
                        () -> !audit.items("changes?commit=" + commit).isEmpty());
                if (i >= WARM_UP) {
                    toCluster.add(seen);
                    toAudit.add(told);
                    pushes.put(commit, at);
                }
            }
            Map<String, Figure> figures = new LinkedHashMap<>();
            figures.put("commit to cluster", Figure.Spread.ofDurations(toCluster));
            figures.put("commit to audit", Figure.Spread.ofDurations(toAudit));
            figures.putAll(stages(audit, pushes));
            figures.put("applications", new Figure.Single(applications, "Applications"));
            return figures;
        }
    }

    /// From the end of the stage before, or from the push, to the stage's end: so they add up to the whole.
    private static Map<String, Figure> stages(AuditReader audit, Map<String, Instant> pushes) {
        Map<String, List<Duration>> times = new LinkedHashMap<>();
        pushes.forEach((commit, pushed) -> {
            JsonNode trace = audit.get("traces/" + commit);
            Instant before = pushed;
            for (String stage : STAGES) {
                Instant ended = end(trace, stage, commit);
                times.computeIfAbsent(stage, _ -> new ArrayList<>()).add(Duration.between(before, ended));
                before = ended;
            }
        });
        Map<String, Figure> figures = new LinkedHashMap<>();
        times.forEach((stage, durations) -> figures.put(STAGE + stage, Figure.Spread.ofDurations(durations)));
        return figures;
    }

    private static Instant end(JsonNode trace, String stage, String commit) {
        for (JsonNode span : trace.path("spans")) {
            if (span.path("stage").asText().equals(stage)) {
                return Instant.parse(span.path("endedAt").asText());
            }
        }
        throw new IllegalStateException("The trace of " + commit + " has no stage " + stage + ": " + trace);
    }
}
