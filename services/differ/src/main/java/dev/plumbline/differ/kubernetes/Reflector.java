package dev.plumbline.differ.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.differ.domain.live.WatchState;

/// Lists a collection once and follows it from there. No request is made at rest but the watch itself, which is renewed
/// every few minutes so that a connection that died in silence is noticed.
final class Reflector {
    private static final Logger LOG = Logger.getLogger(Reflector.class);
    private static final ObjectReader EVENTS = new ObjectMapper().readerFor(ObjectNode.class);
    private static final int PAGE = 500;
    private static final int SHORTEST_WATCH_SECONDS = 300;
    /// A watch that cannot be renewed for this long shows the past.
    private static final Duration STALE = Duration.ofSeconds(3);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration REFUSED_PAUSE = Duration.ofSeconds(10);
    /// A watch that ends sooner is no watch, whatever the server called it: the next one waits.
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final ApiServer server;
    private final String path;
    private final String selector;
    private final String name;
    private final Sink sink;
    private final InstantSource clock;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private Duration pause = FIRST_PAUSE;
    /// When what was shown was last known to be the present.
    private Instant currentUntil;
    private volatile @Nullable InputStream open;

    /// Where what is seen goes.
    interface Sink {
        void listed(List<ObjectNode> objects) throws InterruptedException;

        /// @param type `ADDED`, `MODIFIED` or `DELETED`
        void event(String type, ObjectNode object) throws InterruptedException;

        void state(WatchState state) throws InterruptedException;
    }

    /// @param path of the collection
    /// @param selector a query, without `&` around it; empty for all objects
    /// @param name of the kind, for people
    Reflector(ApiServer server, String path, String selector, String name, Sink sink, InstantSource clock) {
        this.server = server;
        this.path = path;
        this.selector = selector.isEmpty() ? "" : "&" + selector;
        this.name = name;
        this.sink = sink;
        this.clock = clock;
        this.currentUntil = clock.instant();
    }

    /// Follows the collection until the thread is interrupted, or the server no longer serves it.
    void follow() throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            String version = null;
            try {
                version = list();
            } catch (IOException e) {
                failed(e);
            }
            if (version == null) {
                continue;
            }
            if (version.isEmpty() || !watch(version)) {
                return;
            }
        }
        throw new InterruptedException("the watch of " + name + " was ended");
    }

    /// Ends a read that waits for an event.
    void interrupt() {
        InputStream reading = open;
        if (reading != null) {
            try {
                reading.close();
            } catch (IOException e) {
                LOG.debugf(e, "watch cannot be closed");
            }
        }
    }

    /// The version to watch from; null when the list has to be read again; empty when the collection is not served.
    private @Nullable String list() throws IOException, InterruptedException {
        List<ObjectNode> objects = new ArrayList<>();
        String next = "";
        while (true) {
            String from = next.isEmpty() ? "" : "&continue=" + next;
            ApiServer.Reply reply = server.get(path + "?limit=" + PAGE + selector + from);
            switch (reply.code()) {
                case ApiServer.OK -> {
                    // Taken in below.
                }
                case ApiServer.NOT_FOUND -> {
                    return "";
                }
                case ApiServer.GONE -> {
                    return null;
                }
                case ApiServer.FORBIDDEN -> {
                    refused(reply.message());
                    return null;
                }
                default -> throw new IOException("The list of " + name + " failed: " + reply.message());
            }
            String listKind = reply.body().path("kind").asText();
            reply.body().path("items").forEach(item -> objects.add(completed(item, reply.body(), listKind)));
            next = reply.body().path("metadata").path("continue").asText();
            if (next.isEmpty()) {
                sink.listed(objects);
                succeeded();
                return reply.body().path("metadata").path("resourceVersion").asText();
            }
        }
    }

    /// Items of a list do not say what they are; the list does.
    private static ObjectNode completed(JsonNode item, JsonNode list, String listKind) {
        ObjectNode object = (ObjectNode) item;
        if (!object.has("kind") && listKind.endsWith("List")) {
            object.put("kind", listKind.substring(0, listKind.length() - "List".length()));
        }
        if (!object.has("apiVersion")) {
            object.set("apiVersion", list.path("apiVersion"));
        }
        return object;
    }

    /// Returns when the collection has to be listed again; false when it is not served any more.
    private boolean watch(String from) throws InterruptedException {
        String version = from;
        while (true) {
            int seconds = SHORTEST_WATCH_SECONDS + random.nextInt(SHORTEST_WATCH_SECONDS);
            String query = "?watch=true&allowWatchBookmarks=true&timeoutSeconds=" + seconds + "&resourceVersion="
                    + version + selector;
            try {
                ApiServer.Stream stream = server.stream(path + query);
                open = stream.body();
                try (InputStream body = stream.body()) {
                    switch (stream.code()) {
                        case ApiServer.OK -> {
                            succeeded();
                            Instant begun = clock.instant();
                            String last = read(body, version);
                            currentUntil = clock.instant();
                            restAfter(Duration.between(begun, currentUntil));
                            if (last == null) {
                                return true;
                            }
                            version = last;
                        }
                        case ApiServer.GONE -> {
                            restAfter(Duration.ZERO);
                            return true;
                        }
                        case ApiServer.NOT_FOUND -> {
                            return false;
                        }
                        case ApiServer.FORBIDDEN -> {
                            refused("watching is forbidden");
                            return true;
                        }
                        default -> throw new IOException("The watch of " + name + " failed with " + stream.code());
                    }
                } finally {
                    open = null;
                }
            } catch (IOException e) {
                failed(e);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("the watch of " + name + " was ended");
            }
        }
    }

    /// The version of the last event; null when the collection has to be listed again.
    private @Nullable String read(InputStream body, String from) throws InterruptedException {
        String version = from;
        try (MappingIterator<ObjectNode> events = EVENTS.readValues(body)) {
            while (events.hasNextValue()) {
                ObjectNode event = events.nextValue();
                if (!(event.get("object") instanceof ObjectNode object)) {
                    continue;
                }
                String type = event.path("type").asText();
                if (type.equals("ERROR")) {
                    LOG.debugf("watch ended, listed again error=%s", object.path("message").asText());
                    return null;
                }
                version = object.path("metadata").path("resourceVersion").asText(version);
                if (!type.equals("BOOKMARK")) {
                    sink.event(type, object);
                }
            }
        } catch (IOException e) {
            LOG.debugf(e, "watch broke off");
        }
        return version;
    }

    private void succeeded() throws InterruptedException {
        currentUntil = clock.instant();
        sink.state(new WatchState.Synced());
    }

    private void refused(String message) throws InterruptedException {
        sink.state(new WatchState.Blind("the cluster refuses to show " + name + ": " + message
                + "; grant get, list and watch on it to Plumbline"));
        Thread.sleep(REFUSED_PAUSE);
    }

    private void failed(IOException error) throws InterruptedException {
        LOG.debugf(error, "watch failed, tried again");
        if (!clock.instant().isBefore(currentUntil.plus(STALE))) {
            sink.state(new WatchState.Blind("the watch of " + name + " is broken: " + error.getMessage()));
        }
        restAfter(Duration.ZERO);
    }

    /// A server in trouble is asked less and less often, until a watch has lasted.
    private void restAfter(Duration lasted) throws InterruptedException {
        if (lasted.compareTo(SHORT) >= 0) {
            pause = FIRST_PAUSE;
            return;
        }
        Thread.sleep(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
