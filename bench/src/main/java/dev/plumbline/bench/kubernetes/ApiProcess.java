package dev.plumbline.bench.kubernetes;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `./plumbline kubernetes` as a process of its own.
final class ApiProcess implements AutoCloseable {
    private static final String READY = "Kubernetes API is ready";
    private static final long ENDS_WITHIN_SECONDS = 30;

    private final Process process;
    private final Path data;
    private final Duration readyAfter;

    private ApiProcess(Process process, Path data, Duration readyAfter) {
        this.process = process;
        this.data = data;
        this.readyAfter = readyAfter;
    }

    /// Starts it and waits for its line.
    ///
    /// @param jvmOptions options of the server's JVM beside the launcher's own
    /// @param arguments  options of the server beside its port and data directory
    static ApiProcess start(Path data, List<String> jvmOptions, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("plumbline.home"), "plumbline")
                .toString(), "kubernetes", "--port", "0", "--data", data.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(data.resolveSibling("server.log").toFile());
        builder.environment().put("PLUMBLINE_BUILD", "never");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (!jvmOptions.isEmpty()) {
            builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", jvmOptions));
        }
        long began = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-server"));
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return new ApiProcess(process, data, Duration.ofNanos(System.nanoTime() - began));
            }
        }
        throw new IOException("The server ended before it was ready; see " + data.resolveSibling("server.log"));
    }

    Duration readyAfter() {
        return readyAfter;
    }

    ApiAddress address() throws IOException {
        return ApiAddress.of(data.resolve("kubeconfig"));
    }

    /// What the server's objects take after a full collection, by its JVM's own count.
    long liveHeapBytes() throws IOException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()), "GC.class_histogram").redirectErrorStream(true).start();
        try (BufferedReader lines = jcmd.inputReader()) {
            String total = lines.lines().filter(line -> line.startsWith("Total")).findFirst()
                    .orElseThrow(() -> new IOException("jcmd does not tell the size of the server's heap"));
            return Long.parseLong(total.strip().split(" +", -1)[2]);
        }
    }

    /// Ends it at once, as a crash does.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
