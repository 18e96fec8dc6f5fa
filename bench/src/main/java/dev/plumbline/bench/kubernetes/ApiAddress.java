package dev.plumbline.bench.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

import javax.net.ssl.SSLSocketFactory;

import dev.plumbline.testkit.ClusterAccess;

/// Where an API server is and who its clients are, as its kubeconfig says.
record ApiAddress(String host, int port, String token, SSLSocketFactory sockets) {

    static ApiAddress of(Path kubeconfig) throws IOException {
        ClusterAccess access = ClusterAccess.of(kubeconfig);
        return new ApiAddress(access.server().getHost(), access.server().getPort(), access.token(),
                access.tls().getSocketFactory());
    }

    /// A whole HTTP/1.1 request, ready to be sent.
    ///
    /// @param contentType of the body; empty without one
    byte[] request(String method, String path, String contentType, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nhost: " + host + ":" + port
                + "\r\nuser-agent: plumbline-bench\r\naccept: application/json\r\nauthorization: Bearer " + token
                + (contentType.isEmpty() ? "" : "\r\ncontent-type: " + contentType) + "\r\ncontent-length: "
                + content.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }
}
