package dev.plumbline.gitwatcher.webhook;

import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.NonBlocking;

import dev.plumbline.gitwatcher.domain.Watches;

/// `POST /webhooks/HOST`: answers 202 as soon as the delivery is proven and understood; the repository is read after.
@Singleton
@Path("/webhooks")
public final class WebhookResource {
    private static final Logger LOG = Logger.getLogger(WebhookResource.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Reception reception;
    private final Watches watches;
    private final MeterRegistry metrics;

    public WebhookResource(WebhookSecrets secrets, Watches watches, MeterRegistry metrics) {
        this.reception = new Reception(secrets);
        this.watches = watches;
        this.metrics = metrics;
    }

    /// Hashing a body of the permitted size takes some milliseconds at most, less than a change of threads may wait.
    @POST
    @Path("{host}")
    @NonBlocking
    public Response receive(@PathParam("host") String host, @Context HttpHeaders headers, byte[] body) {
        Delivery delivery = new Delivery(name -> Optional.ofNullable(headers.getHeaderString(name)), body);
        return switch (reception.receive(host, delivery)) {
            case Receipt.Accepted accepted -> {
                accepted.announcements().forEach(watches::announce);
                count(host, "accepted");
                yield Response.accepted().build();
            }
            case Receipt.Unproven(String reason) -> {
                count(host, "unproven");
                LOG.warnf("webhook refused host=%s error=%s", host, reason);
                yield problem(401, "Unauthorized", reason);
            }
            case Receipt.Malformed(String reason) -> {
                count(host, "malformed");
                yield problem(400, "Bad Request", reason);
            }
            case Receipt.UnknownHost(String reason) -> {
                count("unknown", "unknown");
                yield problem(404, "Not Found", reason);
            }
        };
    }

    private void count(String host, String verdict) {
        Counter.builder("plumbline.git.watcher.webhooks").description("Deliveries of Git hosts, by what became of them")
                .tag("host", host).tag("verdict", verdict).register(metrics).increment();
    }

    /// RFC 9457.
    private static Response problem(int status, String title, String detail) {
        ObjectNode problem = JSON.createObjectNode().put("type", "about:blank").put("title", title)
                .put("status", status).put("detail", detail);
        return Response.status(status).type("application/problem+json").entity(problem.toString()).build();
    }
}
