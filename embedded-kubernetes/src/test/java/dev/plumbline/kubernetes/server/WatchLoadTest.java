package dev.plumbline.kubernetes.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// What watchers see while many write: every change, once, in the order of resourceVersions.
class WatchLoadTest {
    private static final int WATCHERS = 12;
    private static final int WRITERS = 4;
    private static final int WRITES_EACH = 60;

    @TempDir
    Path directory = Path.of("");

    @Test
    void showsEachWatcherEveryChangeInOrder()
            throws IOException, GeneralSecurityException, InterruptedException, ExecutionException {
        try (RunningCluster running = new RunningCluster(directory);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> watched = new ArrayList<>();
            for (int i = 0; i < WATCHERS; i++) {
                HttpResponse<InputStream> watch = running.client().open(RunningCluster.request("GET",
                        "/api/v1/namespaces/default/configmaps?watch=true&resourceVersion=0&timeoutSeconds=60"));
                watched.add(threads.submit(() -> versions(watch.body(), WRITERS * WRITES_EACH)));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(threads.submit(() -> {
                    for (int n = 0; n < WRITES_EACH; n++) {
                        running.post("/api/v1/namespaces/default/configmaps",
                                RunningCluster.configMap("w" + writer + "-" + n, "x"));
                    }
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }

            List<Long> first = watched.getFirst().get();
            assertThat(first).hasSize(WRITERS * WRITES_EACH).isSorted().doesNotHaveDuplicates();
            for (Future<List<Long>> versions : watched) {
                assertThat(versions.get()).isEqualTo(first);
            }
        }
    }

    private static List<Long> versions(InputStream body, int wanted) throws IOException {
        List<Long> versions = new ArrayList<>();
        JsonMapper mapper = new JsonMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            while (versions.size() < wanted) {
                String line = lines.readLine();
                if (line == null) {
                    return versions;
                }
                versions.add(mapper.readTree(line).path("object").path("metadata").path("resourceVersion").asLong());
            }
        }
        return versions;
    }
}
