package dev.plumbline.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.plumbline.local.FreePorts;
import dev.plumbline.local.supervisor.Health;

/// Another instance of a service that is running: the same command line and environment, but for its number, its port and
/// its directory, as a platform would start it. Nobody starts it again when it dies.
///
/// Needs `/proc`, so Linux.
public final class SecondInstance implements AutoCloseable {
    private static final long ENDS_WITHIN_SECONDS = 20;

    private final Process process;
    private final URI health;
    private final Path log;

    private SecondInstance(Process process, URI health, Path log) {
        this.process = process;
        this.health = health;
        this.log = log;
    }

    /// Starts it and returns at once.
    public static SecondInstance of(PlumblineProcess installation, String service) throws IOException {
        Path first = Path.of("/proc", Long.toString(installation.pid(service)));
        int port = FreePorts.next();
        Path log = installation.data().resolve("logs").resolve(service + "-2.log");
        ProcessBuilder builder = new ProcessBuilder(words(first.resolve("cmdline"))).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        for (String variable : words(first.resolve("environ"))) {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        builder.environment().put("PLUMBLINE_INSTANCE", "2");
        builder.environment().put("PLUMBLINE_DATA", installation.data().resolve(service + "-2").toString());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        Process started = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly, "stop-" + service + "-2"));
        return new SecondInstance(started, URI.create("http://127.0.0.1:" + port + "/q/health/ready"), log);
    }

    /// Whether it says that it is ready.
    public boolean isReady() {
        return new Health.Http(health).isReady(log, 0);
    }

    public long pid() {
        return process.pid();
    }

    /// Ends it as a platform does.
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

    private static List<String> words(Path file) throws IOException {
        return Arrays.stream(Files.readString(file, StandardCharsets.UTF_8).split("\0")).filter(it -> !it.isEmpty())
                .toList();
    }
}
