package dev.plumbline.differ.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.smallrye.common.annotation.RunOnVirtualThread;

import dev.plumbline.differ.DifferConfig;
import dev.plumbline.differ.domain.ClusterAudit;

/// `POST /audit-events`: the audit webhook of the cluster's API server, with the token that its kubeconfig names.
@Singleton
@jakarta.ws.rs.Path("/audit-events")
public final class AuditEventsResource {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<byte[]> expected;
    private final ClusterAudit audit;

    public AuditEventsResource(DifferConfig config, ClusterAudit audit) throws IOException {
        Optional<String> file = config.audit().tokenFile();
        this.expected = file.isEmpty()
                ? Optional.empty()
                : Optional.of(bytes("Bearer " + Files.readString(Path.of(file.get())).strip()));
        this.audit = audit;
    }

    @POST
    @RunOnVirtualThread
    public Response receive(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, byte[] body)
            throws InterruptedException {
        if (expected.isEmpty()) {
            return answer(404, "No audit is expected: set PLUMBLINE_AUDIT_TOKEN_FILE to the file of its token");
        }
        if (authorization == null || !MessageDigest.isEqual(expected.get(), bytes(authorization))) {
            return answer(401, "The webhook's kubeconfig must name the token of PLUMBLINE_AUDIT_TOKEN_FILE");
        }
        try {
            JsonNode events = JSON.readTree(body);
            if (!events.path("kind").asText().equals("EventList")) {
                return answer(400, "The body must be an EventList of audit.k8s.io/v1");
            }
            audit.hear(events);
            return Response.ok().build();
        } catch (IOException e) {
            return answer(400, "The body is not JSON: " + e.getMessage());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Response answer(int status, String text) {
        return Response.status(status).type("text/plain").entity(text + "\n").build();
    }
}
