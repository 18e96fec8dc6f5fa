package dev.plumbline.bench.kubernetes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import javax.net.ssl.SSLSocket;

/// One HTTPS connection that is kept alive: a request is answered before the next is sent.
///
/// It knows just enough of HTTP/1.1 to leave the processor to the server that is measured.
final class ApiConnection implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int CONNECT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private ApiConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    static ApiConnection open(ApiAddress address) throws IOException {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
        plain.setTcpNoDelay(true);
        SSLSocket socket = (SSLSocket) address.sockets().createSocket(plain, address.host(), address.port(), true);
        socket.startHandshake();
        return new ApiConnection(socket);
    }

    /// Sends a request and reads its whole answer.
    ///
    /// @return how many bytes the answer's body had
    /// @throws IOException with the answer, if it is an error
    long exchange(byte[] request) throws IOException {
        out.write(request);
        int filled = 0;
        int end = -1;
        while (end < 0) {
            filled += read(filled);
            end = endOfHead(filled);
        }
        String head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
        long length = contentLength(head);
        long missing = length - (filled - end);
        if (!head.startsWith("HTTP/1.1 20")) {
            throw new IOException("Answered with " + head.lines().findFirst().orElse("nothing") + ": "
                    + new String(buffer, end, filled - end, StandardCharsets.UTF_8));
        }
        while (missing > 0) {
            missing -= read(0);
        }
        return length;
    }

    /// Sends a request whose answer has no end.
    void send(byte[] request) throws IOException {
        out.write(request);
    }

    /// Whatever has arrived next.
    byte[] next() throws IOException {
        return Arrays.copyOf(buffer, read(0));
    }

    private int read(int offset) throws IOException {
        int read = in.read(buffer, offset, buffer.length - offset);
        if (read < 0) {
            throw new EOFException("The server closed the connection");
        }
        return read;
    }

    private int endOfHead(int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static long contentLength(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("content-length:");
        if (at < 0) {
            throw new IllegalStateException("An answer without content-length: " + head);
        }
        return Long.parseLong(head.substring(at + 15, head.indexOf('\r', at)).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
