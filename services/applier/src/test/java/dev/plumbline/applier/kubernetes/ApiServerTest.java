package dev.plumbline.applier.kubernetes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.plumbline.applier.domain.Cluster.Answer;
import dev.plumbline.applier.domain.Cluster.Found;
import dev.plumbline.applier.domain.Cluster.Refused;

import static org.assertj.core.api.Assertions.assertThat;

class ApiServerTest {
    private static final String PATH = "/api/v1/namespaces/shop/configmaps/settings";
    private static final ObjectNode MANIFEST = JsonNodeFactory.instance.objectNode().put("kind", "ConfigMap");

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private HttpServer server;
    private KubernetesClient client;
    private volatile int unanswered;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Config config = new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:" + port())
                .withRequestRetryBackoffLimit(0).build();
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void sendsAWriteAgainWhoseAnswerWasLost() throws InterruptedException {
        unanswered = 2;

        Answer answer = api(Duration.ofSeconds(30)).send("PATCH", PATH, "application/apply-patch+yaml", MANIFEST);

        assertThat(answer).isInstanceOf(Found.class);
        assertThat(bodies).hasSize(3).containsOnly(MANIFEST.toString());
        assertThat(metrics.get("plumbline.applier.api.requests").tag("outcome", "failed").timer().count()).isEqualTo(2);
    }

    @Test
    void givesUpWhenItsPatienceEndsAndSaysWhat() throws InterruptedException {
        unanswered = Integer.MAX_VALUE;

        Answer answer = api(Duration.ofSeconds(1)).send("PATCH", PATH, "application/apply-patch+yaml", MANIFEST);

        assertThat(answer).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.status()).isZero();
            assertThat(refused.mayPass()).isTrue();
            assertThat(refused.message()).contains("127.0.0.1:" + port(), "PATCH " + PATH, "within 1 s");
        });
        assertThat(bodies).hasSizeGreaterThan(1);
    }

    private ApiServer api(Duration patience) {
        return new ApiServer(client, patience, new RequestMeter(metrics));
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (bodies.size() > unanswered) {
                byte[] object = MANIFEST.toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, object.length);
                exchange.getResponseBody().write(object);
            }
        }
    }
}
