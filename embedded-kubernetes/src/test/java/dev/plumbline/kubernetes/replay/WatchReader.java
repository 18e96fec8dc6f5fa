package dev.plumbline.kubernetes.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// The events of an open watch.
final class WatchReader implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /// How long to look for an event too many.
    private static final Duration SETTLE = Duration.ofMillis(300);

    private final InputStream body;
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();

    WatchReader(InputStream body) {
        this.body = body;
        Thread.ofVirtual().start(this::pump);
    }

    private void pump() {
        JsonMapper mapper = new JsonMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                if (!line.isBlank()) {
                    events.add(mapper.readTree(line));
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            events.add(JsonNodeFactory.instance.nullNode());
        }
    }

    /// Reads `wanted` events, then looks for one more; plain bookmarks are skipped.
    ArrayNode read(int wanted) throws InterruptedException {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        Instant end = Instant.now().plus(wanted == 0 ? SETTLE : TIMEOUT);
        while (Instant.now().isBefore(end)) {
            @Nullable
            JsonNode event = events.poll(Duration.between(Instant.now(), end).toMillis(), TimeUnit.MILLISECONDS);
            if (event == null || event.isNull()) {
                break;
            }
            if (event.path("type").asText().equals("BOOKMARK")
                    && !event.toString().contains("k8s.io/initial-events-end")) {
                continue;
            }
            out.add(event);
            if (out.size() == wanted) {
                end = Instant.now().plus(SETTLE);
            }
        }
        return out;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
