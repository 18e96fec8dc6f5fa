package dev.plumbline.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.HttpServer;

/// Answers for a service that waits for what it cannot start without, on the port where its own server listens only once
/// it has started: `/q/health/live` with 200, all else with 503. Closed before that server opens.
public final class EarlyHealth implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EarlyHealth.class);
    private static final String LIVE = "/q/health/live";
    private static final int DEFAULT_PORT = 8080;

    private final @Nullable HttpServer server;

    private EarlyHealth(@Nullable HttpServer server) {
        this.server = server;
    }

    /// On `quarkus.http.host` and `quarkus.http.port`; nowhere when the port is any free one, or taken.
    public static EarlyHealth open() {
        Config config = ConfigProvider.getConfig();
        int port = config.getOptionalValue("quarkus.http.port", Integer.class).orElse(DEFAULT_PORT);
        return port == 0
                ? new EarlyHealth(null)
                : open(config.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0"), port);
    }

    static EarlyHealth open(String host, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
            server.createContext("/", exchange -> {
                boolean alive = exchange.getRequestURI().getPath().equals(LIVE);
                byte[] body = ("{\"status\": \"" + (alive ? "UP" : "DOWN") + "\", \"checks\": []}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(alive ? 200 : 503, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return new EarlyHealth(server);
        } catch (BindException e) {
            LOG.debugf(e, "port is taken");
            return new EarlyHealth(null);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing can listen on " + host + ":" + port, e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
