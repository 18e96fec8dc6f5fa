package dev.plumbline.kubernetes.replay;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.plumbline.kubernetes.Cluster;

import static org.assertj.core.api.Assertions.assertThat;

/// The recorded scenarios that need a server in a special state: without anonymous requests, with a cut history.
class VariantReplayTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void refusesRequestsWithoutATokenWhereNobodyIsAnonymous()
            throws IOException, GeneralSecurityException, URISyntaxException, InterruptedException {
        try (Cluster cluster = started(false)) {
            assertThat(differences(cluster, "no-token-401")).isEmpty();
        }
    }

    @Test
    void endsAWatchFromBeforeTheCompactionWithAnError()
            throws IOException, GeneralSecurityException, URISyntaxException, InterruptedException {
        try (Cluster cluster = started(true)) {
            cluster.compact();

            assertThat(differences(cluster, "watch-too-old")).isEmpty();
        }
    }

    private Cluster started(boolean anonymous) throws IOException {
        return Cluster.start(new Cluster.Settings(0, directory, Set.of("namespace", "garbage-collector"),
                Optional.empty()).withAnonymous(anonymous));
    }

    private List<String> differences(Cluster cluster, String variant)
            throws IOException, GeneralSecurityException, URISyntaxException, InterruptedException {
        Path file = Path
                .of(VariantReplayTest.class.getResource("/kubernetes-vectors/variants/" + variant + ".json").toURI());
        try (ScenarioClient client = new ScenarioClient(cluster.url(), Files.readString(directory.resolve("ca.crt")),
                Map.of("admin", Files.readString(directory.resolve("token")).strip()))) {
            return new Scenario(new JsonMapper().readTree(file.toFile())).replay(client, new Random(1), true);
        }
    }
}
