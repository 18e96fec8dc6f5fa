package dev.plumbline.kubernetes.http;

import java.util.List;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/// A watch as an answer without an end: a line for each frame.
final class StreamedWatch implements WatchConnection {
    private final HttpServerResponse response;

    StreamedWatch(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void open(String contentType, Runnable drained, Runnable ended) {
        response.setChunked(true).putHeader("content-type", contentType).putHeader("cache-control",
                "no-cache, private");
        response.closeHandler(_ -> ended.run());
        response.exceptionHandler(_ -> ended.run());
        response.drainHandler(_ -> drained.run());
        response.writeHead();
    }

    @Override
    public void send(List<byte[]> frames) {
        Buffer lines = Buffer.buffer();
        frames.forEach(frame -> lines.appendBytes(frame).appendByte((byte) '\n'));
        response.write(lines);
    }

    @Override
    public boolean isFull() {
        return response.writeQueueFull();
    }

    @Override
    public void close() {
        response.end();
    }
}
