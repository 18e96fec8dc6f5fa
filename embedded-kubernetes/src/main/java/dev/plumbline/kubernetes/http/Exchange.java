package dev.plumbline.kubernetes.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.requests.Parameters;
import dev.plumbline.kubernetes.requests.Presentation;

/// Between Vert.x and [ApiHandler]: reads whole bodies, answers on the event loop where that is quick, on a worker
/// where it may be long, and starts watches.
final class Exchange {
    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());
    /// As much as a real server accepts (etcd's limit of 1.5 MiB doubled for requests).
    private static final int MAX_BODY_BYTES = 3 << 20;

    private final Vertx vertx;
    private final ApiHandler handler;
    private final Presentation presentation;

    Exchange(Vertx vertx, ApiHandler handler, Presentation presentation) {
        this.vertx = vertx;
        this.handler = handler;
        this.presentation = presentation;
    }

    void handle(HttpServerRequest incoming) {
        HttpRequest.Arrival arrival = arrival(incoming);
        incoming.response().putHeader("audit-id", arrival.auditId());
        if (isUpgrade(incoming)) {
            incoming.pause();
            answer(incoming, new byte[0], arrival);
            return;
        }
        Buffer body = Buffer.buffer();
        boolean[] refused = {false};
        incoming.handler(chunk -> {
            if (body.length() + chunk.length() > MAX_BODY_BYTES) {
                refused[0] = true;
            } else {
                body.appendBuffer(chunk);
            }
        });
        incoming.endHandler(_ -> {
            if (refused[0]) {
                ApiException tooLarge = ApiException.of(413, "RequestEntityTooLarge",
                        "Request entity too large: limit is " + MAX_BODY_BYTES);
                send(incoming, new Reply.Whole(413, "application/json", Json.bytes(tooLarge.body()), List.of()));
            } else {
                answer(incoming, body.getBytes(), arrival);
            }
        });
    }

    private void answer(HttpServerRequest incoming, byte[] body, HttpRequest.Arrival arrival) {
        HttpRequest request;
        try {
            request = request(incoming, body, arrival);
        } catch (IllegalArgumentException e) {
            ApiException malformed = ApiException.badRequest("the query can't be decoded: " + e.getMessage());
            send(incoming, new Reply.Whole(400, "application/json", Json.bytes(malformed.body()), List.of()));
            return;
        }
        Context context = vertx.getOrCreateContext();
        WatchPump pump = new WatchPump(vertx, context, presentation);
        if (isQuick(request)) {
            reply(incoming, handler.handle(request, pump::wakeUp), pump);
        } else {
            context.executeBlocking(() -> handler.handle(request, pump::wakeUp), false)
                    .onSuccess(reply -> reply(incoming, reply, pump))
                    .onFailure(e -> failed(incoming, e));
        }
    }

    /// Whether the client wants a WebSocket; a refusal is an answer like any other.
    static boolean isUpgrade(HttpServerRequest incoming) {
        return "websocket".equalsIgnoreCase(incoming.getHeader("upgrade"));
    }

    /// Lists, deletions of collections and OpenAPI documents can take long and would hold up other connections.
    private static boolean isQuick(HttpRequest request) {
        RequestPath path = RequestPath.parse(request.path());
        return (path.isResource() && !path.name().isEmpty()) || request.method().equals("POST");
    }

    /// The JVM's own trouble, such as too little memory: whatever the handler knows it has answered.
    private static void failed(HttpServerRequest incoming, Throwable error) {
        LOG.log(System.Logger.Level.ERROR, "request failed path=" + incoming.path(), error);
        send(incoming, new Reply.Whole(500, "application/json",
                Json.bytes(ApiException.internal(error.getClass().getSimpleName()).body()), List.of()));
    }

    private static void reply(HttpServerRequest incoming, Reply reply, WatchPump pump) {
        switch (reply) {
            case Reply.Whole whole -> {
                if (isUpgrade(incoming)) {
                    incoming.resume();
                }
                send(incoming, whole);
            }
            case Reply.Watching watching when isUpgrade(incoming) -> incoming.toWebSocket()
                    .onSuccess(socket -> pump.start(watching, new WebSocketWatch(socket)))
                    .onFailure(_ -> {
                        watching.ended().run();
                        watching.stream().close();
                    });
            case Reply.Watching watching -> pump.start(watching, new StreamedWatch(incoming.response()));
        }
    }

    private static void send(HttpServerRequest incoming, Reply.Whole whole) {
        HttpServerResponse response = incoming.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(whole.code()).putHeader("content-type", whole.contentType()).putHeader("cache-control",
                "no-cache, private");
        if (!whole.warnings().isEmpty()) {
            response.putHeader("warning", whole.warnings().stream().map(Exchange::warning).toList());
        }
        if (whole.code() == 429 || whole.code() == 504) {
            response.putHeader("retry-after", "1");
        }
        if (incoming.method().name().equals("HEAD")) {
            response.putHeader("content-length", Integer.toString(whole.body().length)).end();
            return;
        }
        response.end(Buffer.buffer(whole.body()));
    }

    /// RFC 9110 warn-text: quoted, no line breaks.
    private static String warning(String text) {
        StringBuilder out = new StringBuilder("299 - \"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else {
                out.append(c < ' ' ? ' ' : c);
            }
        }
        return out.append('"').toString();
    }

    private static HttpRequest request(HttpServerRequest incoming, byte[] body, HttpRequest.Arrival arrival) {
        return new HttpRequest(incoming.method().name(), decodedPath(incoming.path()),
                new Parameters(lists(incoming.params(), false)), lists(incoming.headers(), true), body, arrival);
    }

    private static HttpRequest.Arrival arrival(HttpServerRequest incoming) {
        String sent = incoming.getHeader("audit-id");
        return new HttpRequest.Arrival(sent == null || sent.isEmpty() ? UUID.randomUUID().toString() : sent,
                Instant.now(),
                incoming.uri(), incoming.remoteAddress().hostAddress());
    }

    private static String decodedPath(@Nullable String path) {
        if (path == null) {
            return "/";
        }
        return path.indexOf('%') < 0 ? path : Percent.decode(path);
    }

    private static Map<String, List<String>> lists(MultiMap map, boolean lowerCase) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : map) {
            String name = lowerCase ? entry.getKey().toLowerCase(Locale.ROOT) : entry.getKey();
            lists.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(entry.getValue());
        }
        return lists;
    }
}
