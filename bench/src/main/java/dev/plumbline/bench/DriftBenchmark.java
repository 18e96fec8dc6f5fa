package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import dev.plumbline.manifests.ResourceId;
import dev.plumbline.testkit.ClusterUser;
import dev.plumbline.testkit.TestStack;

/// Changes by hand at a steady rate, each of another object: from the API's answer to the drift on its topic, and to the
/// correction on its topic. Before that, what a cluster costs that nobody touches.
///
/// @param fleet     what is watched
/// @param perSecond how many edits a second, whatever becomes of those before
record DriftBenchmark(Fleet fleet, int perSecond, Duration duration) implements Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration QUIET_BEFORE = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> SERVICES = Set.of("git-watcher", "renderer", "differ", "applier", "audit");
    private static final String AGENT = "plumbline";

    @Override
    public Map<String, Figure> run(Path directory) throws IOException, InterruptedException {
        int warmUp = (int) (perSecond * WARM_UP.toSeconds());
        int edits = (int) (perSecond * duration.toSeconds());
        if (warmUp + edits > fleet.applications() * fleet.resources()) {
            throw new IllegalArgumentException(
                    (warmUp + edits) + " edits need as many resources: raise --applications or"
                            + " --resources, or lower --per-second or --duration");
        }
        try (TestStack stack = TestStack.start(directory, "PT5M")) {
            fleet.declare(stack);
            Map<String, Figure> figures = new LinkedHashMap<>();
            figures.put("resources", new Figure.Single((double) fleet.applications() * fleet.resources(), "resources"));
            rest(stack, figures);
            try (Heard heard = Heard.listen(stack.endpoints().kafka())) {
                edit(stack.cluster(), 0, warmUp);
                heard.awaitCorrections(warmUp, PATIENCE);
                Map<ResourceId, Long> answered = edit(stack.cluster(), warmUp, edits);
                heard.awaitCorrections(warmUp + edits, PATIENCE);
                tell(answered, heard, figures);
            }
            memory(stack, figures);
            return figures;
        }
    }

    /// Nobody touches anything.
    private static void rest(TestStack stack, Map<String, Figure> figures) throws IOException, InterruptedException {
        Thread.sleep(QUIET_BEFORE);
        Processes processes = Processes.of(stack);
        double requests = stack.cluster().requestsBy(AGENT);
        double seconds = ofServices(processes);
        Thread.sleep(QUIET);
        figures.put("at rest: CPU of the five services",
                new Figure.Single((ofServices(processes) - seconds) / QUIET.toSeconds() * 100, "% of one core"));
        figures.put("at rest: API requests but watches and leases",
                new Figure.Single(stack.cluster().requestsBy(AGENT) - requests, "requests"));
    }

    private static double ofServices(Processes processes) {
        return processes.processorSeconds().entrySet().stream().filter(process -> SERVICES.contains(process.getKey()))
                .mapToDouble(Map.Entry::getValue).sum();
    }

    /// Edits so many resources from the first one on, and returns when each was answered, by [System#nanoTime].
    private Map<ResourceId, Long> edit(ClusterUser cluster, int first, int edits) {
        Map<ResourceId, Long> answered = new ConcurrentHashMap<>();
        long start = System.nanoTime();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < edits; i++) {
                long due = start + i * Duration.ofSeconds(1).toNanos() / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
                ResourceId resource = fleet.resource(first + i);
                people.execute(() -> {
                    cluster.patch(Fleet.path(resource), "{\"data\": {\"colour\": \"by-hand\"}}");
                    answered.put(resource, System.nanoTime());
                });
            }
        }
        return answered;
    }

    private static void tell(Map<ResourceId, Long> answered, Heard heard, Map<String, Figure> figures) {
        List<Duration> told = new ArrayList<>();
        List<Duration> corrected = new ArrayList<>();
        answered.forEach((resource, at) -> {
            heard.detected(resource).map(heardAt -> since(at, heardAt)).ifPresent(told::add);
            heard.corrected(resource).map(heardAt -> since(at, heardAt)).ifPresent(corrected::add);
        });
        if (!told.isEmpty() && !corrected.isEmpty()) {
            figures.put("edit to drift on the topic", Figure.Spread.ofDurations(told));
            figures.put("edit to correction on the topic", Figure.Spread.ofDurations(corrected));
        }
        figures.put("missed", new Figure.Single(answered.size() - told.size(), "drifts"));
        figures.put("not corrected", new Figure.Single(answered.size() - corrected.size(), "drifts"));
        figures.put("false or told twice", new Figure.Single(heard.surplus(), "drifts"));
    }

    /// What comes on the topic may be here before the API's answer is.
    private static Duration since(long answered, long heard) {
        return Duration.ofNanos(Math.max(0, heard - answered));
    }

    private static void memory(TestStack stack, Map<String, Figure> figures) throws IOException {
        Processes.of(stack).residentMiB().forEach(
                (process, mib) -> figures.put("memory of " + process, new Figure.Single(mib, "MiB")));
    }
}
