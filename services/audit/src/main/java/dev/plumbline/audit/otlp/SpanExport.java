package dev.plumbline.audit.otlp;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.jboss.logging.Logger;

import dev.plumbline.audit.domain.ledger.Witness;
import dev.plumbline.audit.domain.trace.StageSpan;
import dev.plumbline.messaging.Incoming;

/// Sends spans to a collector, by OTLP over HTTP. What a collector does not take, or not in time, is left out there: the
/// ledger has it.
public final class SpanExport implements Witness, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SpanExport.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_TOGETHER = 500;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpRequest.Builder request;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final BlockingQueue<StageSpan> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread sender = Thread.ofVirtual().name("otlp").unstarted(this::send);
    private boolean failing;

    private SpanExport(URI traces, String headers) {
        this.request = HttpRequest.newBuilder(traces).timeout(TIMEOUT).header("Content-Type", "application/json");
        for (String header : headers.split(",")) {
            int equals = header.indexOf('=');
            if (equals > 0) {
                request.header(header.substring(0, equals).strip(),
                        URLDecoder.decode(header.substring(equals + 1).strip(), StandardCharsets.UTF_8));
            }
        }
    }

    /// @param endpoint base URL; spans go to `v1/traces` below it
    /// @param headers `name=value,…`, values percent-encoded
    public static SpanExport to(URI endpoint, String headers) {
        String base = endpoint.toString();
        SpanExport export = new SpanExport(URI.create(base + (base.endsWith("/") ? "" : "/") + "v1/traces"), headers);
        export.sender.start();
        return export;
    }

    /// A plan's operations share its span, which is sent once.
    @Override
    public void recorded(List<Incoming.Decoded> added, Instant receivedAt, Instant recordedAt) {
        Map<String, StageSpan> spans = new LinkedHashMap<>();
        for (Incoming.Decoded record : added) {
            for (StageSpan span : StageSpan.of(record, receivedAt, recordedAt)) {
                spans.putIfAbsent(span.context().traceId() + span.context().spanId(), span);
            }
        }
        for (StageSpan span : spans.values()) {
            if (!waiting.offer(span)) {
                LOG.debugf("span left out, the collector is too slow");
            }
        }
    }

    private void send() {
        try {
            while (true) {
                List<StageSpan> together = new ArrayList<>();
                together.add(waiting.take());
                waiting.drainTo(together, MOST_TOGETHER - 1);
                send(together);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(List<StageSpan> spans) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(
                    request.POST(BodyPublishers.ofString(OtlpJson.request(spans).toString())).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                failed("it answered " + answer.statusCode());
            } else {
                failing = false;
            }
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    private void failed(String error) {
        if (!failing) {
            LOG.warnf("spans are not taken by the collector, see OTEL_EXPORTER_OTLP_ENDPOINT error=%s", error);
        }
        failing = true;
    }

    @Override
    public void close() {
        sender.interrupt();
        client.close();
    }
}
