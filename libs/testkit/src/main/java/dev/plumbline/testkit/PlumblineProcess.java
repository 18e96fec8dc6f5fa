package dev.plumbline.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.plumbline.local.FreePorts;
import dev.plumbline.local.supervisor.Endpoints;
import dev.plumbline.local.supervisor.Health;

/// A whole installation as a person starts it: `./plumbline up …` or `demo` on a data directory of the test.
///
/// It runs what is built and builds nothing. Everything it started ends when it is closed or the JVM ends.
public final class PlumblineProcess implements AutoCloseable {
    private static final String DATABASE = "database";
    private static final String READY = "Plumbline is ready";
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(45);
    private static final long LOOKS_EVERY_MILLIS = 50;

    private final Process process;
    private final Path data;
    private final Path output;

    private PlumblineProcess(Process process, Path data, Path output) {
        this.process = process;
        this.data = data;
        this.output = output;
    }

    /// Starts it and returns at once.
    ///
    /// @param data      the installation's directory
    /// @param arguments after `--data DIR`: a command such as `up` comes first, then its options
    public static PlumblineProcess start(Path data, String command, String... arguments) throws IOException {
        Files.createDirectories(data);
        Path output = data.resolve("up.log");
        List<String> line = new ArrayList<>(
                List.of(checkout().resolve("plumbline").toString(), command, "--data", data.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PLUMBLINE_BUILD", "never");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        PlumblineProcess started = new PlumblineProcess(builder.start(), data, output);
        Runtime.getRuntime().addShutdownHook(new Thread(started.process::destroy, "stop-plumbline"));
        return started;
    }

    /// Blocks until it says that it is ready.
    ///
    /// @throws IOException with what it said, if it ends before or the time is over
    public void awaitReady(Duration atMost) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!output().contains(READY)) {
            if (process.waitFor(LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IOException("Plumbline on " + data + " is not ready: " + output());
            }
        }
    }

    /// Where everything answers, as of now.
    public Endpoints endpoints() throws IOException {
        return Endpoints.read(data);
    }

    public Path kubeconfig() {
        return data.resolve("kubeconfig");
    }

    /// The bearer token of the audit API.
    public String token() throws IOException {
        return Files.readString(data.resolve("token")).strip();
    }

    public Path data() {
        return data;
    }

    /// What it said so far.
    public String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /// What one of its parts printed so far.
    public String log(String part) throws IOException {
        return Files.readString(data.resolve("logs").resolve(part + ".log"), StandardCharsets.UTF_8);
    }

    /// Ends one of its parts as a crash would; it is started again by itself. With the database its server ends too.
    ///
    /// @return the process that was killed
    public long kill(String part) throws IOException {
        long pid = pid(part);
        Path server = data.resolve(DATABASE).resolve("postmaster.pid");
        if (part.equals(DATABASE) && Files.exists(server)) {
            destroy(Long.parseLong(Files.readAllLines(server).getFirst().strip()));
        }
        destroy(pid);
        return pid;
    }

    /// Stops a process without ending it: it keeps its connections and answers nothing.
    public static void pause(long pid) throws IOException, InterruptedException {
        signal("STOP", pid);
    }

    /// Lets a process go on that was paused.
    public static void resume(long pid) throws IOException, InterruptedException {
        signal("CONT", pid);
    }

    /// The process of one of its parts as of now.
    public long pid(String part) throws IOException {
        return running(part).pid();
    }

    /// Blocks until a part that was killed is ready again.
    ///
    /// @param killed its former process
    /// @return how long that took from now
    /// @throws IOException with what it said, if the time is over
    public Duration awaitBack(String part, long killed, Duration atMost) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (pid(part) == killed || !isReady(part)) {
            if (System.nanoTime() - begin > atMost.toNanos()) {
                throw new IOException(part + " did not come back: " + log(part));
            }
            process.waitFor(LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /// Whether a part answers: its health page where it has one, else its port.
    private boolean isReady(String part) throws IOException {
        URI page = running(part).health();
        if (page != null) {
            return new Health.Http(page).isReady(output, 0);
        }
        Endpoints places = endpoints();
        return FreePorts.answers(switch (part) {
            case DATABASE -> URI.create(places.database().substring("jdbc:".length())).getPort();
            case "kafka" -> Integer.parseInt(places.kafka().substring(places.kafka().lastIndexOf(':') + 1));
            default -> places.kubernetes().getPort();
        });
    }

    private Endpoints.Running running(String part) throws IOException {
        return Optional.ofNullable(endpoints().processes().get(part))
                .orElseThrow(() -> new IllegalArgumentException("Plumbline on " + data + " did not start " + part));
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        if (code != 0) {
            throw new IOException("Process " + pid + " does not take " + name + ": kill ended with " + code);
        }
    }

    private static void destroy(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /// Blocks until it ends by itself, as `demo --tour` does.
    ///
    /// @return its exit code
    /// @throws IOException with what it said, if the time is over
    public int awaitEnd(Duration atMost) throws IOException, InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("Plumbline on " + data + " still runs: " + output());
        }
        return process.exitValue();
    }

    /// Stops it as Ctrl-C does; killed when that takes too long.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// The root of this checkout: the first directory upwards that holds the launcher.
    private static Path checkout() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(directory.resolve("plumbline"))) {
            directory = Optional.ofNullable(directory.getParent())
                    .orElseThrow(() -> new IllegalStateException("These tests run inside Plumbline's checkout"));
        }
        return directory;
    }
}
