package dev.plumbline.kubernetes.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

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
    private final Presentation presentation;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile Reply.@Nullable Watching watching;
    private @Nullable WatchConnection connection;
    private boolean ended;
    private boolean tableBegun;
    private long timeoutTimer = -1;
    private long bookmarkTimer = -1;

    WatchPump(Vertx vertx, Context context, Presentation presentation) {
        this.vertx = vertx;
        this.context = context;
        this.presentation = presentation;
    }

    void start(Reply.Watching reply, WatchConnection to) {
        connection = to;
        watching = reply;
        to.open(reply.output().contentType(), () -> drain(reply), () -> end(reply));
        timeoutTimer = vertx.setTimer(Math.min(reply.timeoutSeconds(), 86_400) * 1_000, _ -> finish(reply));
        if (reply.bookmarks()) {
            bookmarkTimer = vertx.setPeriodic(BOOKMARK_EVERY_MILLIS, _ -> bookmark(reply));
        }
        drain(reply);
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
        WatchConnection to = connection;
        while (!ended && to != null && !to.isFull()) {
            List<Entry> entries = reply.stream().take(BATCH);
            if (entries.isEmpty()) {
                if (reply.stream().isOverrun()) {
                    finish(reply);
                }
                return;
            }
            to.send(entries.stream().map(entry -> frame(reply, entry)).toList());
            if (entries.stream().anyMatch(Entry.Failure.class::isInstance)) {
                finish(reply);
            }
        }
    }

    private void bookmark(Reply.Watching reply) {
        WatchConnection to = connection;
        if (!ended && to != null && !to.isFull()) {
            drain(reply);
            to.send(List.of(frame(reply, reply.stream().bookmark())));
        }
    }

    private void finish(Reply.Watching reply) {
        WatchConnection to = connection;
        if (!ended && to != null) {
            end(reply);
            to.close();
        }
    }

    private void end(Reply.Watching reply) {
        if (ended) {
            return;
        }
        ended = true;
        reply.ended().run();
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
            case PARTIAL, PARTIAL_LIST -> Tables.partial(object, Tables.version(output));
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
