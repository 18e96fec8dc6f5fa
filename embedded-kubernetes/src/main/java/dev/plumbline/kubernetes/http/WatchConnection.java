package dev.plumbline.kubernetes.http;

import java.util.List;

/// Where the frames of one watch go. Used on the connection's event loop.
interface WatchConnection {

    /// Announces what follows; `drained` is run when there is room again, `ended` when the client has gone.
    void open(String contentType, Runnable drained, Runnable ended);

    void send(List<byte[]> frames);

    /// Whether more is waiting to be sent than should.
    boolean isFull();

    void close();
}
