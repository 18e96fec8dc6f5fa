package dev.plumbline.kubernetes.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;

import static org.assertj.core.api.Assertions.assertThat;

/// Connections that break off, say nonsense or too much, against a server that goes on for all others.
class BrokenConnectionsTest {
    private static final long HTTP2_CANCEL = 8;
    private static final int TIMEOUT_MILLIS = 10_000;

    @TempDir
    Path directory = Path.of("");
    private RunningCluster running;
    private int port;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        running = new RunningCluster(directory);
        port = URI.create(running.cluster().url()).getPort();
    }

    @AfterEach
    void close() throws IOException {
        running.close();
    }

    private void assertServes() throws IOException, InterruptedException {
        assertThat(running.get("/readyz").status()).isEqualTo(200);
        assertThat(running.get("/api/v1/namespaces/default/configmaps").status()).isEqualTo(200);
    }

    @Test
    void outlivesStreamsThatAreResetHalfway() throws Exception {
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setSsl(true).setUseAlpn(true)
                .setTrustAll(true).setVerifyHost(false).setProtocolVersion(HttpVersion.HTTP_2));
        try {
            for (int i = 0; i < 100; i++) {
                HttpClientRequest request = client
                        .request(i % 2 == 0 ? HttpMethod.POST : HttpMethod.GET, port, "127.0.0.1",
                                i % 2 == 0 ? "/api/v1/namespaces/default/configmaps" : "/api/v1/configmaps?watch=true")
                        .toCompletionStage().toCompletableFuture().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
                request.putHeader("content-type", "application/json");
                if (i % 2 == 0) {
                    request.setChunked(true).write("{\"metadata\":").toCompletionStage().toCompletableFuture()
                            .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
                } else {
                    request.send();
                }
                request.reset(HTTP2_CANCEL);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        }

        assertServes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
            "POST /api/v1/namespaces HTTP/1.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\nzzz\r\n",
            "POST /api/v1/namespaces HTTP/1.1\r\nhost: a\r\ncontent-length: -7\r\n\r\n",
            "GET /%zz?%zz=%zz HTTP/1.1\r\nhost: a\r\n\r\n", "GET /api HTTP/1.1\r\n: x\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\0\0", "GET /\0 HTTP/1.1\r\nhost: a\r\n\r\n", "\0\1\2\3"})
    void outlivesNonsense(String sent) throws IOException, GeneralSecurityException, InterruptedException {
        say(sent.getBytes(StandardCharsets.ISO_8859_1));

        assertServes();
    }

    @Test
    void outlivesHeadersWithoutAnEndAndPlainText() throws IOException, GeneralSecurityException, InterruptedException {
        say(("GET / HTTP/1.1\r\nx: " + "y".repeat(200_000)).getBytes(StandardCharsets.ISO_8859_1));
        say(("GET /" + "z".repeat(200_000) + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
            plain.setSoTimeout(TIMEOUT_MILLIS);
            plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            plain.getInputStream().readAllBytes();
        }

        assertServes();
    }

    @Test
    void refusesBodiesThatAreTooLargeOrTooDeep() throws IOException, InterruptedException {
        for (String type : List.of("application/json", "application/yaml")) {
            ObjectNode large = RunningCluster.request("POST", "/api/v1/namespaces/default/configmaps");
            large.put("body", "{\"data\":{\"a\":\"" + "x".repeat(4 << 20) + "\"}}").putObject("headers")
                    .put("Content-Type", type);
            assertThat(running.client().call(large).status()).isEqualTo(413);
            for (String nested : List.of("[".repeat(200_000), "{\"a\":".repeat(200_000))) {
                ObjectNode deep = RunningCluster.request("POST", "/api/v1/namespaces/default/configmaps");
                deep.put("body", nested).putObject("headers").put("Content-Type", type);
                assertThat(running.client().call(deep).status()).as(type).isEqualTo(400);
            }
        }

        assertServes();
    }

    /// Sends bytes over TLS, reads what comes back for a moment, and breaks off.
    private void say(byte[] bytes) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new Anyone()}, null);
        try (Socket socket = context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(200);
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            socket.getInputStream().readNBytes(64);
        } catch (IOException e) {
            assertThat(e.getMessage()).as("the server closes or stays silent").isNotNull();
        }
    }

    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new IllegalStateException("Nobody connects to this client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // The server's certificate is not what this is about.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
