package dev.plumbline.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Health of each service while all that it depends on is away: nothing answers at the ports that it is given.
class HealthIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"git-watcher", "renderer", "differ", "applier", "audit"})
    void aServiceWithoutItsDependenciesIsAliveAndNotReady(String service) throws IOException, InterruptedException {
        int port = freePort();
        int closed = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx128m",
                "-jar", Path.of("..", "services", service, "target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true).redirectOutput(directory.resolve("log").toFile());
        builder.environment().putAll(Map.of("QUARKUS_HTTP_PORT", Integer.toString(port), "PLUMBLINE_DATA",
                directory.toString(), "PLUMBLINE_KAFKA", "127.0.0.1:" + closed, "PLUMBLINE_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:" + closed + "/plumbline", "PLUMBLINE_FLEET_REPOSITORY",
                "http://127.0.0.1:" + closed + "/fleet.git"));
        Process process = builder.start();
        try {
            await(service + " is alive").atMost(Duration.ofSeconds(60)).ignoreExceptions()
                    .until(() -> status(port, "live") == 200);
            assertThat(status(port, "ready")).isEqualTo(503);
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static int status(int port, String health) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/" + health))
                .timeout(Duration.ofSeconds(10)).build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
