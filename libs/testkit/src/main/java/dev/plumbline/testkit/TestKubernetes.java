package dev.plumbline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A cluster for the tests of this JVM: the one of `-Dplumbline.kubeconfig=FILE`, else the embedded Kubernetes API in
/// a process of its own.
///
/// Shared: a test uses namespaces of its own.
///
/// @param kubeconfig for any client
public record TestKubernetes(Path kubeconfig) {
    private static final String READY = "Kubernetes API is ready";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final long LOOKS_EVERY_MILLIS = 50;

    /// The cluster, started at the first call.
    public static TestKubernetes shared() {
        return Shared.CLUSTER;
    }

    private static TestKubernetes start() {
        String given = System.getProperty("plumbline.kubeconfig", "");
        return given.isEmpty() ? asProcess() : new TestKubernetes(Path.of(given));
    }

    private static TestKubernetes asProcess() {
        Path directory = TestDirectories.create("kubernetes");
        Path log = directory.resolve("kubernetes.log");
        try {
            Process process = new ProcessBuilder(command(directory)).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
            TestDirectories.atTheEnd(() -> {
                process.destroy();
                process.waitFor(10, TimeUnit.SECONDS);
            }, directory);
            awaitReady(process, log);
            return new TestKubernetes(directory.resolve("data").resolve("kubeconfig"));
        } catch (IOException e) {
            throw new UncheckedIOException("The tests' cluster does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the tests' cluster was starting", e);
        }
    }

    private static List<String> command(Path directory) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", classPath,
                "dev.plumbline.kubernetes.Main", "--port", "0", "--data", directory.resolve("data").toString());
    }

    private static void awaitReady(Process process, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!Files.readString(log, StandardCharsets.UTF_8).contains(READY)) {
            if (process.waitFor(LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IOException("The embedded Kubernetes API did not say that it is ready: "
                        + Files.readString(log, StandardCharsets.UTF_8));
            }
        }
    }

    private static final class Shared {
        static final TestKubernetes CLUSTER = start();
    }
}
