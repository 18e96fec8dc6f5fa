package dev.plumbline.audit.otlp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;

import dev.plumbline.audit.Fixtures;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.Event;
import dev.plumbline.messaging.Incoming;

import static org.assertj.core.api.Assertions.assertThat;

/// [SpanExport] against a collector that takes OTLP over HTTP in JSON.
class SpanExportTest {
    private final BlockingQueue<JsonNode> requests = new LinkedBlockingQueue<>();
    private final List<String> keys = new ArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/otlp/v1/traces", exchange -> {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("api-key")));
            requests.add(JsonMapper.builder().build().readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void sendsTheStagesOfACommitAsOneTrace() throws InterruptedException {
        CommitObserved commit = Fixtures.commit("Exported", Fixtures.ADA);
        URI endpoint = URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/otlp");

        List<JsonNode> spans = new ArrayList<>();
        try (SpanExport export = SpanExport.to(endpoint, "api-key=one%20two")) {
            export.recorded(records(commit, Fixtures.rendered("shop", commit),
                    Fixtures.operation("0".repeat(32), "shop", commit, commit),
                    Fixtures.update("0".repeat(32), "shop", commit)), Instant.now(), Instant.now());
            while (spans.size() < 5) {
                JsonNode request = requests.poll(10, TimeUnit.SECONDS);
                assertThat(request).isNotNull();
                spans.addAll(request.findParents("spanId"));
            }
        }

        assertThat(keys).containsOnly("one two");
        assertThat(spans).extracting(span -> span.path("traceId").asText())
                .containsOnly(commit.commit().substring(0, 32));
        assertThat(spans).extracting(span -> span.path("name").asText()).containsExactlyInAnyOrder("seen", "rendered",
                "planned", "applied", "audited");
        List<String> ids = spans.stream().map(span -> span.path("spanId").asText()).toList();
        assertThat(spans).filteredOn(span -> !span.path("name").asText().equals("seen"))
                .allSatisfy(span -> assertThat(ids).contains(span.path("parentSpanId").asText()));
        assertThat(spans).allSatisfy(span -> assertThat(span.path("startTimeUnixNano").asText()).matches("\\d{19}"));
    }

    private static List<Incoming.Decoded> records(Event... events) {
        List<Incoming.Decoded> records = new ArrayList<>();
        for (Event event : events) {
            records.add(new Incoming.Decoded(new Incoming.Origin(event.topic(), 0, records.size()), event.key(), event,
                    event.eventId(), Instant.now()));
        }
        return records;
    }
}
