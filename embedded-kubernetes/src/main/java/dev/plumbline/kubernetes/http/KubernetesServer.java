package dev.plumbline.kubernetes.http;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;

import dev.plumbline.kubernetes.access.Access;
import dev.plumbline.kubernetes.audit.Audit;
import dev.plumbline.kubernetes.certificates.ServingCertificate;
import dev.plumbline.kubernetes.discovery.OpenApiDocuments;
import dev.plumbline.kubernetes.requests.Api;

/// Serves the API over HTTPS on 127.0.0.1, with one event loop for each processor.
public final class KubernetesServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    /// Vert.x: a free port that all servers with the same negative number share.
    private static final int SHARED_FREE_PORT = -1;
    private static final int MAX_HEADER_BYTES = 64 << 10;

    private final Vertx vertx;
    private final ServingCertificate certificate;
    private final Promise<Exchange> serving = Promise.promise();
    private volatile int port;

    private KubernetesServer(Vertx vertx, ServingCertificate certificate, int port) {
        this.vertx = vertx;
        this.certificate = certificate;
        this.port = port;
    }

    /// Starts listening; port 0 takes a free one. A port in use is an IOException. Requests wait for [#serve].
    public static KubernetesServer listen(ServingCertificate certificate, int port) throws IOException {
        int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops)
                .setFileSystemOptions(new FileSystemOptions().setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        KubernetesServer server = new KubernetesServer(vertx, certificate, port);
        try {
            // A verticle has an event loop of its own: servers that one thread starts would share the first loop.
            vertx.deployVerticle(server::listening, new DeploymentOptions().setInstances(loops)).toCompletionStage()
                    .toCompletableFuture().get();
            return server;
        } catch (ExecutionException e) {
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

    private Verticle listening() {
        int wanted = port == 0 ? SHARED_FREE_PORT : port;
        return new AbstractVerticle() {
            @Override
            public void start(Promise<Void> started) {
                vertx.createHttpServer(options(certificate)).requestHandler(KubernetesServer.this::take)
                        .listen(wanted, HOST).onSuccess(listening -> port = listening.actualPort())
                        .<Void>mapEmpty().onComplete(started);
            }
        };
    }

    /// Answers the requests that came and those that come.
    public void serve(Api api, Access access, OpenApiDocuments openApi, RandomGenerator random,
            Audit audit) {
        RequestCounts counts = new RequestCounts();
        ApiHandler handler = new ApiHandler(access, new ResourceHandler(api, random),
                new PathHandler(api.types(), openApi, counts, audit), counts, audit);
        serving.complete(new Exchange(vertx, handler, api.presentation()));
    }

    private void take(HttpServerRequest request) {
        Future<Exchange> exchange = serving.future();
        if (exchange.succeeded()) {
            exchange.result().handle(request);
            return;
        }
        request.pause();
        Context context = vertx.getOrCreateContext();
        exchange.onSuccess(ready -> context.runOnContext(_ -> {
            ready.handle(request);
            if (!Exchange.isUpgrade(request)) {
                request.resume();
            }
        }));
    }

    private static HttpServerOptions options(ServingCertificate certificate) {
        return new HttpServerOptions().setSsl(true).setUseAlpn(true).setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_HEADER_BYTES).setCompressionSupported(false).setTcpNoDelay(true)
                .setKeyCertOptions(new PemKeyCertOptions().setCertValue(Buffer.buffer(certificate.certificate()))
                        .setKeyValue(Buffer.buffer(certificate.key())));
    }

    public ServingCertificate certificate() {
        return certificate;
    }

    public String url() {
        return "https://" + HOST + ":" + port;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
