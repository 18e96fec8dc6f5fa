package dev.plumbline.kubernetes.requests;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.access.ServiceAccountTokens;
import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.store.Store;
import dev.plumbline.kubernetes.store.Stored;

/// `serviceaccounts/NAME/token`: tokens for a while.
final class TokenRequests {
    private static final long USUAL_SECONDS = 3_600;
    private static final long LEAST_SECONDS = 600;

    private final Store store;
    private final ServiceAccountTokens tokens;

    TokenRequests(Store store, ServiceAccountTokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    Answer answer(Target target, RequestBody body) {
        Stored account = store.find(target.type().storage(), target.key()).orElseThrow(target::notFound);
        JsonNode spec = body.parse("TokenRequest").value().path("spec");
        long seconds = spec.path("expirationSeconds").asLong(USUAL_SECONDS);
        if (seconds < LEAST_SECONDS) {
            throw ApiException.invalid("authentication.k8s.io", "TokenRequest", target.name(), List.of(Cause.invalid(
                    "spec.expirationSeconds", seconds, "may not specify a duration less than 10 minutes")));
        }
        List<String> audiences = new ArrayList<>();
        spec.path("audiences").forEach(audience -> audiences.add(audience.asText()));
        if (audiences.isEmpty()) {
            audiences.add(ServiceAccountTokens.ISSUER);
        }
        String uid = account.tree().path("metadata").path("uid").asText();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("kind", "TokenRequest").put("apiVersion", "authentication.k8s.io/v1");
        request.putObject("metadata").put("name", target.name()).put("namespace", target.namespace())
                .put("creationTimestamp", now.toString());
        ObjectNode answered = request.putObject("spec");
        audiences.forEach(answered.putArray("audiences")::add);
        answered.put("expirationSeconds", seconds).set("boundObjectRef",
                spec.has("boundObjectRef") ? spec.path("boundObjectRef") : answered.nullNode());
        request.putObject("status")
                .put("token", tokens.issue(target.namespace(), target.name(), uid, audiences,
                        Optional.of(Duration.ofSeconds(seconds))))
                .put("expirationTimestamp", now.plusSeconds(seconds).toString());
        return new Answer.Other(201, request);
    }
}
