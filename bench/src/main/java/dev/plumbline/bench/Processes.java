package dev.plumbline.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.plumbline.testkit.TestStack;

/// What the processes of an installation use, PostgreSQL's own among them.
final class Processes {
    private static final String POSTGRES = "database (PostgreSQL)";
    private final Map<String, Long> pids = new LinkedHashMap<>();

    private Processes() {
    }

    static Processes of(TestStack stack) throws IOException {
        Processes processes = new Processes();
        stack.endpoints().processes().forEach((name, running) -> processes.pids.put(name, running.pid()));
        Path data = stack.process().data();
        try (Stream<Path> files = Files.find(data.resolve("database"), 3,
                (file, _) -> file.endsWith("postmaster.pid"))) {
            for (Path file : files.toList()) {
                processes.pids.put(POSTGRES, Long.parseLong(Files.readAllLines(file).getFirst().strip()));
            }
        }
        return processes;
    }

    /// The processor time of each since it started, seconds.
    Map<String, Double> processorSeconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        pids.forEach((name, pid) -> seconds.put(name, family(name, pid)
                .mapToDouble(process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9)
                .sum()));
        return seconds;
    }

    /// The resident memory of each, MiB, as `ps` tells it; what PostgreSQL's processes share is counted for each.
    Map<String, Double> residentMiB() throws IOException {
        Map<String, Double> memory = new LinkedHashMap<>();
        for (Map.Entry<String, Long> process : pids.entrySet()) {
            double kib = 0;
            for (ProcessHandle one : family(process.getKey(), process.getValue()).toList()) {
                kib += residentKiB(one.pid());
            }
            memory.put(process.getKey(), kib / 1024);
        }
        return memory;
    }

    /// PostgreSQL has a process for each connection.
    private static Stream<ProcessHandle> family(String name, long pid) {
        return ProcessHandle.of(pid).stream().flatMap(
                process -> name.equals(POSTGRES)
                        ? Stream.concat(Stream.of(process), process.descendants())
                        : Stream.of(process));
    }

    private static double residentKiB(long pid) throws IOException {
        Process ps = new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", Long.toString(pid)))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return said.isEmpty() ? 0 : Double.parseDouble(said);
    }
}
