package dev.plumbline.kubernetes.http;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;

import dev.plumbline.kubernetes.access.Access;
import dev.plumbline.kubernetes.certificates.ServingCertificate;
import dev.plumbline.kubernetes.discovery.OpenApiDocuments;
import dev.plumbline.kubernetes.requests.Api;

/// Serves the API over HTTPS on 127.0.0.1.
public final class KubernetesServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    /// Vert.x: a free port that all servers with the same negative number share.
    private static final int SHARED_FREE_PORT = -1;
    private static final int MAX_HEADER_BYTES = 64 << 10;

    private final Vertx vertx;
    private final int port;

    private KubernetesServer(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /// Starts listening; port 0 takes a free one. A port in use is an IOException.
    public static KubernetesServer start(Api api, Access access, OpenApiDocuments openApi,
            ServingCertificate certificate, int port, RandomGenerator random) throws IOException {
        RequestCounts counts = new RequestCounts();
        ApiHandler handler = new ApiHandler(access, new ResourceHandler(api, random),
                new PathHandler(api.types(), openApi, counts), counts);
        int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops)
                .setFileSystemOptions(new FileSystemOptions().setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        try {
            int actual = port;
            for (int i = 0; i < loops; i++) {
                HttpServer server = vertx.createHttpServer(options(certificate));
                server.requestHandler(new Exchange(vertx, handler, api.presentation())::handle);
                server.listen(port == 0 ? SHARED_FREE_PORT : port, HOST).toCompletionStage().toCompletableFuture()
                        .get();
                actual = server.actualPort();
            }
            return new KubernetesServer(vertx, actual);
        } catch (ExecutionException | CompletionException e) {
            vertx.close();
            throw new IOException("Port " + port + " of " + HOST + " can't be listened on: "
                    + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage())
                    + "; choose another --port, or 0 for a free one", e);
        } catch (InterruptedException e) {
            vertx.close();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while starting to listen", e);
        }
    }

    private static HttpServerOptions options(ServingCertificate certificate) {
        return new HttpServerOptions().setSsl(true).setUseAlpn(true).setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_HEADER_BYTES).setCompressionSupported(false).setTcpNoDelay(true)
                .setKeyCertOptions(new PemKeyCertOptions().setCertValue(Buffer.buffer(certificate.certificate()))
                        .setKeyValue(Buffer.buffer(certificate.key())));
    }

    public int port() {
        return port;
    }

    public String url() {
        return "https://" + HOST + ":" + port;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
