package dev.plumbline.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.plumbline.local.supervisor.Part;

/// Makes the start caches of the parts that record, one after another while they run, at the lowest priority. What is not
/// finished when the installation stops is dropped, and the next run begins anew.
final class Learning implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final StartCaches caches;
    private final List<Part> parts;
    private final Supplier<Map<String, Long>> pids;
    private final Path log;
    private final Thread thread;

    /// @param pids the parts' processes, as of now
    /// @param log  takes what the JDK says
    private Learning(StartCaches caches, List<Part> parts, Supplier<Map<String, Long>> pids, Path log) {
        this.caches = caches;
        this.parts = parts.stream().filter(part -> caches.isRecorded(part.command())).toList();
        this.pids = pids;
        this.log = log;
        this.thread = Thread.ofVirtual().name("learning").unstarted(this::learn);
    }

    static Learning start(StartCaches caches, List<Part> parts, Supplier<Map<String, Long>> pids, Path log) {
        Learning learning = new Learning(caches, parts, pids, log);
        learning.thread.start();
        return learning;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void learn() {
        try {
            for (Part part : parts) {
                Long pid = pids.get().get(part.name());
                if (pid != null && hasEndedRecording(pid) && succeeds(niced(caches.creation(part.command())))) {
                    caches.keep(part.command());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Starts stay as slow as they are; whoever wonders finds why in the log beside the parts'.
            throw new UncheckedIOException("Start caches cannot be made in " + caches.directory(), e);
        }
    }

    private boolean hasEndedRecording(long pid) throws IOException, InterruptedException {
        return succeeds(List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid), "AOT.end_recording"));
    }

    private static List<String> niced(List<String> command) {
        List<String> niced = new ArrayList<>(List.of("nice", "-n", "19"));
        niced.addAll(command);
        return niced;
    }

    private boolean succeeds(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        try {
            return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }
}
