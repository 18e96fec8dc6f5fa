package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.testkit.AuditReader;
import dev.plumbline.testkit.ClusterUser;
import dev.plumbline.testkit.TestStack;

/// From a pushed commit, announced by a webhook, to the object in the cluster and to the change in the audit.
///
/// One Application among others is changed, commit after commit.
record LatencyBenchmark(int applications, int commits) implements Benchmark {
    private static final int WARM_UP = 5;

    @Override
    public Map<String, Figure> run(Path directory) throws IOException, InterruptedException {
        try (TestStack stack = TestStack.start(directory, "PT30S")) {
            Fleet.declare(stack, applications);
            ClusterUser cluster = stack.cluster();
            AuditReader audit = stack.audit();
            List<Duration> toCluster = new ArrayList<>();
            List<Duration> toAudit = new ArrayList<>();
            for (int i = 0; i < WARM_UP + commits; i++) {
                String colour = "colour-" + i;
                String commit = stack.push("Paint it " + colour,
                        Map.of("apps/" + Fleet.name(0) + "/settings.yaml", Fleet.settings(colour)));
                long pushed = System.nanoTime();
                stack.webhook(commit, stack.webhookSecret());
                Duration seen = Waiting.since(pushed, "the cluster has " + colour,
                        () -> cluster.get(Fleet.settingsPath(0)).at("/data/colour").asText().equals(colour));
                Duration told = Waiting.since(pushed, "the audit has " + commit,
                        () -> !audit.items("changes?commit=" + commit).isEmpty());
                if (i >= WARM_UP) {
                    toCluster.add(seen);
                    toAudit.add(told);
                }
            }
            Map<String, Figure> figures = new LinkedHashMap<>();
            figures.put("commit to cluster", Figure.Spread.ofDurations(toCluster));
            figures.put("commit to audit", Figure.Spread.ofDurations(toAudit));
            figures.put("applications", new Figure.Single(applications, "Applications"));
            return figures;
        }
    }
}
