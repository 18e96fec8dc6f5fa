package dev.plumbline.kubernetes.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.vertx.core.http.ServerWebSocket;

/// A watch over a WebSocket: a text message for each frame.
final class WebSocketWatch implements WatchConnection {
    private final ServerWebSocket socket;

    WebSocketWatch(ServerWebSocket socket) {
        this.socket = socket;
    }

    @Override
    public void open(String contentType, Runnable drained, Runnable ended) {
        socket.closeHandler(_ -> ended.run());
        socket.exceptionHandler(_ -> ended.run());
        socket.drainHandler(_ -> drained.run());
    }

    @Override
    public void send(List<byte[]> frames) {
        frames.forEach(frame -> socket.writeTextMessage(new String(frame, StandardCharsets.UTF_8)));
    }

    @Override
    public boolean isFull() {
        return socket.writeQueueFull();
    }

    @Override
    public void close() {
        socket.close();
    }
}
