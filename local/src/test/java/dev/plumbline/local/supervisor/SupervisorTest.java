package dev.plumbline.local.supervisor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.local.supervisor.Part.Stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// The supervisor over real processes, small ones of the shell.
class SupervisorTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Queue<Progress> progress = new ConcurrentLinkedQueue<>();

    @TempDir
    Path directory;

    @Test
    void startsAgainWhatDies() throws Exception {
        try (DataDirectory data = DataDirectory.take(directory);
                Supervisor supervisor = new Supervisor(data, progress::add)) {
            supervisor.start(sleeper("one", Stage.SERVICE));
            assertThat(supervisor.awaitReady(SOON)).isEmpty();
            long first = pidOf(supervisor, "one");

            ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);

            await().atMost(SOON).until(() -> readyCount("one") == 2);
            assertThat(pidOf(supervisor, "one")).isNotEqualTo(first);
        }
    }

    @Test
    void letsAWatcherAskForEveryProcess() throws Exception {
        AtomicReference<Supervisor> running = new AtomicReference<>();
        Queue<Map<String, Long>> seen = new ConcurrentLinkedQueue<>();
        try (DataDirectory data = DataDirectory.take(directory);
                Supervisor supervisor = new Supervisor(data,
                        _ -> Optional.ofNullable(running.get()).ifPresent(known -> seen.add(known.pids())))) {
            running.set(supervisor);
            for (String name : List.of("one", "two", "three", "four", "five", "six")) {
                supervisor.start(sleeper(name, Stage.SERVICE));
            }

            assertThat(supervisor.awaitReady(SOON)).isEmpty();
            assertThat(seen).anySatisfy(pids -> assertThat(pids).hasSize(6));
        }
    }

    @Test
    void stopsServicesBeforeThePlatform() throws Exception {
        try (DataDirectory data = DataDirectory.take(directory);
                Supervisor supervisor = new Supervisor(data, progress::add)) {
            supervisor.start(sleeper("broker", Stage.PLATFORM));
            supervisor.start(sleeper("applier", Stage.SERVICE));
            assertThat(supervisor.awaitReady(SOON)).isEmpty();
        }

        List<String> stopped = progress.stream().filter(Progress.Stopped.class::isInstance).map(Progress::part)
                .toList();
        assertThat(stopped).containsExactly("applier", "broker");
    }

    @Test
    void showsTheLastLinesOfWhatDies() throws Exception {
        try (DataDirectory data = DataDirectory.take(directory);
                Supervisor supervisor = new Supervisor(data, progress::add)) {
            supervisor.start(part("broken", Stage.SERVICE, "echo no such database; exit 3"));

            await().atMost(SOON).untilAsserted(() -> assertThat(progress)
                    .contains(new Progress.Died("broken", 3, List.of("no such database"))));
            assertThat(supervisor.awaitReady(Duration.ZERO)).containsExactly("broken");
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() throws Exception {
        try (DataDirectory data = DataDirectory.take(directory)) {
            assertThatThrownBy(() -> DataDirectory.take(directory)).isInstanceOf(AlreadyRunningException.class)
                    .hasMessageContaining(data.path().toString());
        }
    }

    @Test
    void stopsWhatAKilledSupervisorLeft() throws Exception {
        Process left = new ProcessBuilder("sleep", "600").start();
        try {
            ProcessList.empty(directory).put(ProcessRecord.of("applier", left.toHandle()));

            DataDirectory.take(directory).close();

            assertThat(left.isAlive()).isFalse();
        } finally {
            left.destroyForcibly();
        }
    }

    @Test
    void leavesAnotherProcessThatGotTheSamePidAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            long longAgo = ProcessRecord.of("applier", other.toHandle()).startedAt() - 3_600_000;
            ProcessList.empty(directory).put(new ProcessRecord("applier", other.pid(), longAgo));

            DataDirectory.take(directory).close();

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void writesWhereEverythingIs() throws IOException {
        Endpoints endpoints = new Endpoints(URI.create("http://127.0.0.1:1/"),
                URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2"), "127.0.0.1:3",
                URI.create("https://127.0.0.1:4"), "jdbc:postgresql://127.0.0.1:5/plumbline", null, Map.of());

        endpoints.with(Map.of("kafka", 42L), Map.of()).write(directory);

        assertThat(Files.readString(directory.resolve(Endpoints.FILE))).contains("\"git\" : null", "\"pid\" : 42",
                "\"health\" : null");
        assertThat(Endpoints.read(directory).processes()).containsOnlyKeys("kafka");
    }

    private static Part sleeper(String name, Stage stage) {
        return part(name, stage, "echo ready; exec sleep 600");
    }

    private static Part part(String name, Stage stage, String script) {
        return new Part(name, stage, List.of("sh", "-c", script), Map.of(), new Health.Line("ready"), SOON);
    }

    private static long pidOf(Supervisor supervisor, String part) {
        return Optional.ofNullable(supervisor.pids().get(part)).orElseThrow();
    }

    private long readyCount(String part) {
        return progress.stream().filter(event -> event instanceof Progress.Ready && event.part().equals(part)).count();
    }
}
