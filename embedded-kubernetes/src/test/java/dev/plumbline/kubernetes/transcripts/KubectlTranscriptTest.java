package dev.plumbline.kubernetes.transcripts;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.plumbline.kubernetes.Cluster;
import dev.plumbline.kubernetes.controllers.Controllers;

import static org.assertj.core.api.Assertions.assertThat;

/// What kubectl prints against this server, held against what it printed against a real one. By default the short
/// scenarios run; `-Dkubectl.transcripts=all` runs all of them. Skipped where there is no kubectl 1.32.
class KubectlTranscriptTest {
    private static final int MOST_STEPS = 14;
    private static final int THREADS = 2;

    @TempDir
    static Path directory = Path.of("");
    private static final Map<String, Cluster> CLUSTERS = new HashMap<>();
    private static final ExecutorService THREAD_POOL = Executors.newFixedThreadPool(THREADS);

    @BeforeAll
    static void start() throws IOException {
        Path tokens = Files.writeString(directory.resolve("tokens.csv"),
                "admin-token,admin,admin-uid,\"system:masters\"\n");
        Map<String, Set<String>> controllers = Map.of("vectors", Set.of("namespace", "garbage-collector"), "full",
                Controllers.NAMES);
        for (Map.Entry<String, Set<String>> mode : controllers.entrySet()) {
            CLUSTERS.put(mode.getKey(), Cluster.start(new Cluster.Settings(0, directory.resolve(mode.getKey()),
                    mode.getValue(), Optional.of(tokens))));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        THREAD_POOL.shutdownNow();
        for (Cluster cluster : CLUSTERS.values()) {
            cluster.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> kubectlPrintsWhatItPrintsAgainstARealServer()
            throws IOException, URISyntaxException, InterruptedException {
        Optional<Kubectl> found = Kubectl.find(directory);
        Assumptions.assumeTrue(found.isPresent(), "needs a kubectl 1.32 on the PATH, as kubectl.1.32 or kubectl");
        Kubectl kubectl = found.orElseThrow();
        Map<Transcript, Future<List<String>>> parallel = new HashMap<>();
        List<Transcript> transcripts = transcripts();
        for (Transcript transcript : transcripts) {
            if (!transcript.serial()) {
                parallel.put(transcript, THREAD_POOL.submit(() -> differences(transcript, kubectl)));
            }
        }
        return transcripts.stream().map(transcript -> DynamicTest.dynamicTest(transcript.name(), () -> {
            Future<List<String>> running = parallel.get(transcript);
            assertThat(running == null ? differences(transcript, kubectl) : running.get()).isEmpty();
        }));
    }

    private static List<String> differences(Transcript transcript, Kubectl kubectl)
            throws IOException, InterruptedException {
        Cluster cluster = CLUSTERS.get(transcript.mode());
        if (cluster == null) {
            throw new IllegalStateException(transcript.name() + " has an unknown mode " + transcript.mode());
        }
        return new TranscriptRun(transcript, kubectl, cluster, directory).differences();
    }

    /// Those that need the server for themselves come last.
    private static List<Transcript> transcripts() throws IOException, URISyntaxException {
        boolean all = System.getProperty("kubectl.transcripts", "").equals("all");
        Path root = Path.of(KubectlTranscriptTest.class.getResource("/kubernetes-vectors/kubectl/scenarios").toURI());
        List<Transcript> transcripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                Transcript transcript = Transcript.of(new JsonMapper().readTree(file.toFile()));
                if (all || transcript.steps().size() <= MOST_STEPS) {
                    transcripts.add(transcript);
                }
            }
        }
        transcripts.sort(Comparator.comparing(Transcript::serial));
        return transcripts;
    }
}
