package dev.plumbline.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.testkit.TestStack;

import static dev.plumbline.system.Manifests.configMap;
import static dev.plumbline.system.Manifests.deployment;
import static org.assertj.core.api.Assertions.assertThat;

/// What was lost is made again from what is left: topics and clusters from Git, the ledger from the topics.
///
/// One installation loses one part after the other; each time the cluster, Git and the audit are held against each other.
class RebuildIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOLD = "/api/v1/namespaces/told/configmaps/settings";

    @TempDir
    Path directory;

    @Test
    void whatWasLostIsMadeAgainAndNothingElseIsTouched() throws IOException, InterruptedException {
        Trial trial = Trial.begin("RebuildIT");
        try (TestStack stack = TestStack.start(directory)) {
            PaintedFleet fleet = new PaintedFleet(stack, trial.random(), PATIENCE);
            fleet.declare("rebuilt", trial.size(5, 20), 2);
            stack.declare("web", "", Map.of("web.yaml", deployment("web", 1)));
            stack.declare("told", "  drift: {policy: report}\n", Map.of("settings.yaml", configMap("settings", "red")));
            stack.cluster().patch(TOLD, "{\"data\": {\"colour\": \"pink\"}}");
            stack.awaitSync("told", "Drifted");
            paint(fleet, trial.size(5, 20));

            topicsAreWiped(stack, fleet);
            ledgerIsRestoredFromAnOlderCopy(stack, fleet);
            clusterIsWiped(stack, fleet);
        }
    }

    /// A new broker has other topic ids too: to the services it is the same.
    private void topicsAreWiped(TestStack stack, PaintedFleet fleet) throws IOException, InterruptedException {
        Map<String, String> versions = versions(stack);
        List<String> drifts = drifts(stack);
        stack.down();
        fleet.commit();
        fleet.commit();
        delete(directory.resolve("data").resolve("kafka"));

        stack.up();

        fleet.awaitEqualToGit();
        stack.awaitSync("told", "Drifted");
        fleet.awaitAudited();
        fleet.assertNothingWasDeleted();
        assertThat(drifts(stack)).isEqualTo(drifts);
        assertThat(versions(stack)).containsAllEntriesOf(versions);
        paint(fleet, 2);
    }

    private void ledgerIsRestoredFromAnOlderCopy(TestStack stack, PaintedFleet fleet)
            throws IOException, InterruptedException {
        Path database = directory.resolve("data").resolve("database");
        Path copy = directory.resolve("copy");
        stack.down();
        copy(database, copy);
        stack.up();
        paint(fleet, 3);
        stack.down();
        delete(database);
        copy(copy, database);

        stack.up();

        fleet.awaitEqualToGit();
        fleet.awaitAudited();
        fleet.assertNothingWasDeleted();
    }

    private void clusterIsWiped(TestStack stack, PaintedFleet fleet) throws IOException, InterruptedException {
        stack.down();
        delete(directory.resolve("data").resolve("kubernetes"));

        long begin = System.nanoTime();
        stack.up();
        fleet.awaitRestored(stack.cluster());

        System.out.println("the cluster was rebuilt, with the start of all processes, after "
                + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    }

    private static void paint(PaintedFleet fleet, int commits) {
        for (int i = 0; i < commits; i++) {
            fleet.commit();
        }
        fleet.editByHand();
        fleet.awaitEqualToGit();
        fleet.awaitAudited();
    }

    /// Which drifts there are, since when, and what became of them.
    private static List<String> drifts(TestStack stack) throws IOException {
        return stack.audit().all("drift?limit=500").stream()
                .map(drift -> drift.path("id") + " since " + drift.path("detectedAt") + " " + drift.path("resolution"))
                .toList();
    }

    /// Of what no commit touches meanwhile.
    private static Map<String, String> versions(TestStack stack) throws IOException {
        Map<String, String> versions = new HashMap<>();
        for (String path : List.of(TOLD, "/apis/apps/v1/namespaces/web/deployments/web",
                "/api/v1/namespaces/rebuilt-0/configmaps/kept-0", "/api/v1/namespaces/rebuilt-1/configmaps/kept-1")) {
            JsonNode metadata = stack.cluster().get(path).path("metadata");
            versions.put(path, metadata.path("uid").asText() + " " + metadata.path("resourceVersion").asText());
        }
        assertThat(versions).doesNotContainValue(" ");
        return versions;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            List<Path> parentsFirst = found.toList();
            for (Path path : parentsFirst) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
