package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.testkit.AuditReader;
import dev.plumbline.testkit.ClusterUser;
import dev.plumbline.testkit.TestStack;

/// From a change by hand to its correction in the cluster, and to its drift, resolved, in the audit.
///
/// The edits go round the Applications, one after another: each is seen through before the next.
record DriftBenchmark(int applications, int edits) implements Benchmark {
    private static final int WARM_UP = 5;

    @Override
    public Map<String, Figure> run(Path directory) throws IOException, InterruptedException {
        try (TestStack stack = TestStack.start(directory, "PT30S")) {
            Fleet.declare(stack, applications);
            ClusterUser cluster = stack.cluster();
            AuditReader audit = stack.audit();
            List<Duration> corrected = new ArrayList<>();
            List<Duration> told = new ArrayList<>();
            for (int i = 0; i < WARM_UP + edits; i++) {
                int application = i % applications;
                int drifts = audit.items("drift?limit=500&application=" + Fleet.name(application)).size();
                cluster.patch(Fleet.settingsPath(application), "{\"data\": {\"colour\": \"by-hand-" + i + "\"}}");
                long edited = System.nanoTime();
                Duration back = Waiting.since(edited, "edit " + i + " is corrected", () -> cluster
                        .get(Fleet.settingsPath(application)).at("/data/colour").asText().equals(Fleet.COLOUR));
                Duration resolved = Waiting.since(edited, "drift " + i + " is resolved in the audit",
                        () -> isResolved(audit.items("drift?limit=500&application=" + Fleet.name(application)),
                                drifts));
                if (i >= WARM_UP) {
                    corrected.add(back);
                    told.add(resolved);
                }
            }
            Map<String, Figure> figures = new LinkedHashMap<>();
            figures.put("edit to correction", Figure.Spread.ofDurations(corrected));
            figures.put("edit to resolved drift in the audit", Figure.Spread.ofDurations(told));
            figures.put("applications", new Figure.Single(applications, "Applications"));
            return figures;
        }
    }

    private static boolean isResolved(List<JsonNode> drifts, int before) {
        return drifts.size() > before && drifts.getFirst().path("resolvedAt").isTextual();
    }
}
