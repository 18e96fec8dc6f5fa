package dev.plumbline.kubernetes.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.replay.ScenarioClient;

import static org.assertj.core.api.Assertions.assertThat;

/// The server as a process of its own that is killed while it writes, against what it had acknowledged.
class KilledProcessTest {
    private static final Pattern READY = Pattern
            .compile("Kubernetes API is ready at (https://127\\.0\\.0\\.1:\\d+) \\(kubeconfig .*\\)");
    private static final int WRITERS = 4;
    private static final int ACKNOWLEDGED_BEFORE_KILL = 200;

    @TempDir
    Path directory = Path.of("");

    private record Started(Process process, String url) {
    }

    private Started start() throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), "dev.plumbline.kubernetes.Main",
                "--port", "0", "--data", directory.toString(), "--controllers", "namespace")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        Matcher ready = READY.matcher(String.valueOf(line));
        assertThat(ready.matches()).as("first line of output: %s", line).isTrue();
        return new Started(process, ready.group(1));
    }

    private ScenarioClient connect(Started started) throws GeneralSecurityException, IOException {
        return new ScenarioClient(started.url(), Files.readString(directory.resolve("ca.crt")),
                Map.of("admin", Files.readString(directory.resolve("token")).strip()));
    }

    @Test
    void missesNoAcknowledgedWriteAfterKill() throws IOException, GeneralSecurityException, InterruptedException {
        Started first = start();
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        try (ScenarioClient client = connect(first);
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.execute(() -> writeUntilKilled(client, writer, acknowledged, first.process()));
            }
        } finally {
            first.process().destroyForcibly().waitFor();
        }

        Started second = start();
        try (ScenarioClient client = connect(second)) {
            JsonNode list = client.call(RunningCluster.request("GET", "/api/v1/namespaces/default/configmaps")).body();
            Set<String> found = new ConcurrentSkipListSet<>();
            list.path("items").forEach(item -> found.add(item.path("metadata").path("name").asText()));
            assertThat(found).containsAll(acknowledged);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_KILL);
        } finally {
            second.process().destroyForcibly().waitFor();
        }
    }

    private static void writeUntilKilled(ScenarioClient client, int writer, Set<String> acknowledged,
            Process process) {
        for (int n = 0; process.isAlive(); n++) {
            String name = "w" + writer + "-" + n;
            ObjectNode request = RunningCluster.request("POST", "/api/v1/namespaces/default/configmaps");
            request.set("body", RunningCluster.configMap(name, "x".repeat(500)));
            try {
                if (client.call(request).status() == 201) {
                    acknowledged.add(name);
                }
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (acknowledged.size() >= ACKNOWLEDGED_BEFORE_KILL) {
                process.destroyForcibly();
            }
        }
    }
}
