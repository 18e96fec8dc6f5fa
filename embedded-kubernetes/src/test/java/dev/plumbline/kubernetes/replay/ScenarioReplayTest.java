package dev.plumbline.kubernetes.replay;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.plumbline.kubernetes.Cluster;

import static org.assertj.core.api.Assertions.assertThat;

/// The server over HTTPS against what a real kube-apiserver answered to the same requests: every recorded scenario is a
/// test of its own.
class ScenarioReplayTest {
    /// Its message holds Go's own printing of structs, which clients do not read; codes, reasons and paths are compared.
    private static final Set<String> WITHOUT_TEXTS = Set.of("apply/apply-pod-immutable");

    @TempDir
    static Path directory = Path.of("");
    private static @Nullable Cluster cluster;
    private static @Nullable ScenarioClient client;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        Path tokens = Files.writeString(directory.resolve("tokens.csv"), """
                admin-token,admin,admin-uid,"system:masters"
                user-token,alice,alice-uid,"developers"
                """);
        cluster = Cluster.start(new Cluster.Settings(0, directory.resolve("data"),
                Set.of("namespace", "garbage-collector"), Optional.of(tokens)));
        client = new ScenarioClient(cluster.url(), Files.readString(directory.resolve("data").resolve("ca.crt")),
                Map.of("admin", "admin-token", "user", "user-token"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (client != null) {
            client.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> answersAsTheRealServerDid() throws IOException, URISyntaxException {
        return scenarios().stream().map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> {
            ScenarioClient connected = client;
            assertThat(connected).isNotNull();
            if (connected != null) {
                Random random = new Random(scenario.name().hashCode());
                assertThat(scenario.replay(connected, random, !WITHOUT_TEXTS.contains(scenario.name()))).isEmpty();
            }
        }));
    }

    private static List<Scenario> scenarios() throws IOException, URISyntaxException {
        Path root = Path.of(ScenarioReplayTest.class.getResource("/kubernetes-vectors/scenarios").toURI());
        List<Scenario> scenarios = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()::iterator) {
                scenarios.add(new Scenario(new JsonMapper().readTree(file.toFile())));
            }
        }
        return scenarios;
    }
}
