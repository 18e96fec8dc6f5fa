package dev.plumbline.kubernetes.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.requests.Presentation;
import dev.plumbline.kubernetes.requests.WatchStream;
import dev.plumbline.kubernetes.requests.WatchStream.Entry;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.store.Stored;

/// Writes the frames of one watch: as fast as the client reads, and no further ahead than its buffers hold.
///
/// All but [#wakeUp] runs on the connection's event loop.
final class WatchPump {
    private static final int BATCH = 128;
    private static final long BOOKMARK_EVERY_MILLIS = 60_000;

    private final Vertx vertx;
    private final Context context;
    private final HttpServerResponse response;
    private final Presentation presentation;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile Reply.@Nullable Watching watching;
    private boolean ended;
    private boolean tableBegun;
    private long timeoutTimer = -1;
    private long bookmarkTimer = -1;

    WatchPump(Vertx vertx, Context context, HttpServerResponse response, Presentation presentation) {
        this.vertx = vertx;
        this.context = context;
        this.response = response;
        this.presentation = presentation;
    }

    void start(Reply.Watching reply) {
        watching = reply;
        response.setChunked(true).putHeader("content-type", contentType(reply.output()))
                .putHeader("cache-control", "no-cache, private");
        response.closeHandler(_ -> end(reply));
        response.exceptionHandler(_ -> end(reply));
        response.drainHandler(_ -> drain(reply));
        response.writeHead();
        timeoutTimer = vertx.setTimer(Math.min(reply.timeoutSeconds(), 86_400) * 1_000, _ -> finish(reply));
        if (reply.bookmarks()) {
            bookmarkTimer = vertx.setPeriodic(BOOKMARK_EVERY_MILLIS, _ -> bookmark(reply));
        }
        drain(reply);
    }

    private static String contentType(Output output) {
        return output.contentType();
    }

    /// Something waits; called on any thread.
    void wakeUp() {
        Reply.Watching reply = watching;
        if (reply != null && scheduled.compareAndSet(false, true)) {
            context.runOnContext(_ -> drain(reply));
        }
    }

    private void drain(Reply.Watching reply) {
        scheduled.set(false);
        while (!ended && !response.writeQueueFull()) {
            List<Entry> entries = reply.stream().take(BATCH);
            if (entries.isEmpty()) {
                if (reply.stream().isOverrun()) {
                    finish(reply);
                }
                return;
            }
            Buffer frames = Buffer.buffer();
            boolean failed = false;
            for (Entry entry : entries) {
                frames.appendBytes(frame(reply, entry)).appendByte((byte) '\n');
                failed |= entry instanceof Entry.Failure;
            }
            response.write(frames);
            if (failed) {
                finish(reply);
            }
        }
    }

    private void bookmark(Reply.Watching reply) {
        if (!ended && !response.writeQueueFull()) {
            drain(reply);
            response.write(Buffer.buffer(frame(reply, reply.stream().bookmark())).appendByte((byte) '\n'));
        }
    }

    private void finish(Reply.Watching reply) {
        if (!ended) {
            end(reply);
            response.end();
        }
    }

    private void end(Reply.Watching reply) {
        ended = true;
        vertx.cancelTimer(timeoutTimer);
        vertx.cancelTimer(bookmarkTimer);
        reply.stream().close();
    }

    private byte[] frame(Reply.Watching reply, Entry entry) {
        ResourceType type = reply.stream().type();
        return switch (entry) {
            case Entry.ObjectChange(String change, Stored stored) -> objectFrame(reply.output(), type, change, stored);
            case Entry.Bookmark bookmark -> framed("BOOKMARK",
                    shown(reply.output(), type, WatchStream.json(type, bookmark)));
            case Entry.Failure(ObjectNode status) -> framed("ERROR", Json.bytes(status));
        };
    }

    private byte[] objectFrame(Output output, ResourceType type, String change, Stored stored) {
        byte[] object = output.form() == Output.Form.OBJECT
                ? presentation.bytes(type, stored)
                : shown(output, type, presentation.of(type, stored));
        return framed(change, object);
    }

    private byte[] shown(Output output, ResourceType type, ObjectNode object) {
        return Json.bytes(switch (output.form()) {
            case OBJECT -> object;
            case PARTIAL -> Tables.partial(object, Tables.version(output));
            case TABLE -> {
                boolean first = !tableBegun;
                tableBegun = true;
                yield Tables.of(type, List.of(object), Tables.metadataOf(object), output, first);
            }
        });
    }

    private static byte[] framed(String change, byte[] object) {
        byte[] head = ("{\"type\":\"" + change + "\",\"object\":").getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[head.length + object.length + 1];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(object, 0, frame, head.length, object.length);
        frame[frame.length - 1] = '}';
        return frame;
    }
}
