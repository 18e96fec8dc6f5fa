package dev.plumbline.bench.kubernetes;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

import javax.net.ssl.SSLSocketFactory;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.manifests.YamlReader;
import dev.plumbline.testkit.ClusterTrust;

/// Where an API server is and who its clients are, as its kubeconfig says.
record ApiAddress(String host, int port, String token, SSLSocketFactory sockets) {

    static ApiAddress of(Path kubeconfig) throws IOException {
        JsonNode config = YamlReader.readFirst(kubeconfig.toString(), Files.readString(kubeconfig)).orElseThrow()
                .value();
        JsonNode cluster = config.at("/clusters/0/cluster");
        URI server = URI.create(cluster.path("server").asText());
        byte[] authority = Base64.getMimeDecoder().decode(cluster.path("certificate-authority-data").asText());
        return new ApiAddress(server.getHost(), server.getPort(), config.at("/users/0/user/token").asText(),
                ClusterTrust.of(authority).getSocketFactory());
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
