package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.testkit.AuditReader;
import dev.plumbline.testkit.ClusterUser;
import dev.plumbline.testkit.TestStack;

/// Many Applications at once, in the shape of the public Flux benchmark: from the push that declares them to all of them
/// Synced and Healthy by the audit API, then by a commit that touches each, then by commits that touch one.
///
/// @param applications how many
/// @param samples      how many commits touch one
record ReconcileBenchmark(int applications, int samples) implements Benchmark {
    private static final int WARM_UP = 5;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    /// Looking at all Applications costs the audit time that the pipeline needs: look for at most a tenth of the time.
    private static final int PAUSE_FACTOR = 9;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

    @Override
    public Map<String, Figure> run(Path directory) throws IOException, InterruptedException {
        try (TestStack stack = TestStack.start(directory, "PT5M")) {
            Map<String, Figure> figures = new LinkedHashMap<>();
            figures.put("applications", new Figure.Single(applications, "Applications"));
            phase("created", stack, OverlayFleet.files(applications, "1.0.0"), figures);
            ClusterUser cluster = stack.cluster();
            verify(cluster, "1.0.0");
            phase("each touched", stack, OverlayFleet.overlays(applications, _ -> true, "1.0.1"), figures);
            verify(cluster, "1.0.1");
            figures.putAll(one(stack));
            memory(stack, figures);
            return figures;
        }
    }

    /// One commit, from its push to all Applications Synced and Healthy at it.
    private void phase(String name, TestStack stack, Map<String, String> files, Map<String, Figure> figures)
            throws IOException, InterruptedException {
        Processes processes = Processes.of(stack);
        Map<String, Double> before = processes.processorSeconds();
        String commit = stack.fleet().commit(TestStack.ANA, "Change all of them: " + name, files);
        String secret = stack.webhookSecret();
        Instant at = Instant.now();
        long start = System.nanoTime();
        stack.fleet().push();
        double pushed = secondsSince(start);
        stack.webhook(commit, secret);
        awaitAll(stack.audit(), commit, start);
        figures.put(name + ": all healthy", new Figure.Single(secondsSince(start), "s"));
        figures.put(name + ": pushed", new Figure.Single(pushed, "s"));
        figures.putAll(Stages.since(at, stack.endpoints().kafka(), name + ": "));
        processes.processorSeconds().forEach((process, seconds) -> figures.put(name + ": CPU of " + process,
                new Figure.Single(seconds - before.getOrDefault(process, 0.0), "s")));
    }

    /// Commits that touch one Application each, while all stand.
    private Map<String, Figure> one(TestStack stack) throws IOException, InterruptedException {
        AuditReader audit = stack.audit();
        ClusterUser cluster = stack.cluster();
        String secret = stack.webhookSecret();
        List<Duration> inCluster = new ArrayList<>();
        List<Duration> healthy = new ArrayList<>();
        for (int i = 0; i < WARM_UP + samples; i++) {
            int application = i % applications;
            String image = "2.0." + i;
            String commit = stack.fleet().commit(TestStack.ANA, "Change one of them",
                    OverlayFleet.overlays(applications, one -> one == application, image));
            long start = System.nanoTime();
            stack.fleet().push();
            stack.webhook(commit, secret);
            Duration there = Waiting.since(start, "the cluster has " + image, () -> hasImage(
                    cluster.get(OverlayFleet.deploymentPath(application)), image));
            Duration told = Waiting.since(start, commit + " is in sync",
                    () -> isAt(commit, audit.application(OverlayFleet.name(application))));
            if (i >= WARM_UP) {
                inCluster.add(there);
                healthy.add(told);
            }
        }
        return Map.of("one touched: in the cluster", Figure.Spread.ofDurations(inCluster),
                "one touched: healthy", Figure.Spread.ofDurations(healthy));
    }

    private static void memory(TestStack stack, Map<String, Figure> figures) throws IOException {
        Map<String, Double> resident = Processes.of(stack).residentMiB();
        resident.forEach((process, mib) -> figures.put("memory of " + process, new Figure.Single(mib, "MiB")));
        figures.put("memory of all", new Figure.Single(
                resident.values().stream().mapToDouble(Double::doubleValue).sum(), "MiB"));
    }

    private void awaitAll(AuditReader audit, String commit, long start) {
        while (true) {
            long asked = System.nanoTime();
            List<JsonNode> all = all(audit);
            long done = all.stream().filter(application -> isAt(commit, application)).count();
            if (done == applications) {
                return;
            }
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IllegalStateException("Not within " + LIMIT + ": only " + done + " of " + applications
                        + " Applications are Synced and Healthy at " + commit + "; another is "
                        + all.stream().filter(application -> !isAt(commit, application)).findFirst());
            }
            LockSupport.parkNanos(
                    Math.max(SHORTEST_PAUSE.toNanos(), PAUSE_FACTOR * (System.nanoTime() - asked)));
        }
    }

    private static List<JsonNode> all(AuditReader audit) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = audit.get("applications?limit=500");
        page.path("items").forEach(all::add);
        while (page.path("next").isTextual()) {
            page = audit.get("applications?limit=500&cursor=" + page.path("next").asText());
            page.path("items").forEach(all::add);
        }
        return all;
    }

    private static boolean isAt(String commit, JsonNode application) {
        return application.path("revision").asText().equals(commit)
                && application.path("renderedFrom").asText().equals(commit)
                && application.path("sync").asText().equals("Synced")
                && application.path("health").asText().equals("Healthy");
    }

    /// What the audit says must be so in the cluster.
    private void verify(ClusterUser cluster, String image) {
        Set<String> wrong = new HashSet<>();
        for (int i = 0; i < applications; i++) {
            wrong.add(OverlayFleet.name(i) + "-web");
        }
        Map<String, Integer> counts = new HashMap<>();
        for (String kind : List.of("/apis/apps/v1/%s/deployments", "/api/v1/%s/serviceaccounts", "/api/v1/%s/services",
                "/apis/networking.k8s.io/v1/%s/ingresses")) {
            for (JsonNode object : cluster.get(kind.formatted("namespaces/" + OverlayFleet.NAMESPACE)).path("items")) {
                String name = object.at("/metadata/name").asText();
                counts.merge(name, 1, Integer::sum);
                if (hasImage(object, image)) {
                    wrong.remove(name);
                }
            }
        }
        counts.remove("default");
        if (!wrong.isEmpty() || counts.size() != applications
                || counts.values().stream().anyMatch(count -> count != OverlayFleet.RESOURCES)) {
            throw new IllegalStateException("The cluster does not hold what was said to be healthy: " + counts.size()
                    + " of " + applications + " Applications are there, not at " + image + " are " + wrong);
        }
    }

    private static boolean hasImage(JsonNode deployment, String image) {
        return deployment.at("/spec/template/spec/containers/0/image").asText().endsWith(":" + image);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
