package dev.plumbline.kubernetes.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.json.Yaml;

/// The body of an answer, read only where an event tells of it.
record ResponseObject(Outcome.Answered answered) {
    /// How the server begins every Status, in either form.
    private static final List<String> STATUS = List.of("{\"kind\":\"Status\"", "kind: Status\n");
    private static final List<String> STATUS_FIELDS = List.of("status", "message", "reason", "details");

    /// Fills in `responseStatus`: what a Status says, and the code in any case.
    void copyStatus(ObjectNode into) {
        String head = new String(answered.body(), 0, Math.min(answered.body().length, 32), StandardCharsets.UTF_8);
        if (STATUS.stream().anyMatch(head::startsWith)) {
            value().ifPresent(status -> STATUS_FIELDS.stream().filter(status::has)
                    .forEach(field -> into.set(field, status.path(field))));
        }
        into.put("code", answered.code());
    }

    /// As JSON; empty for answers that are no objects, such as those of `/healthz`.
    Optional<JsonNode> value() {
        try {
            return switch (answered.contentType().split(";", 2)[0]) {
                case "application/json" -> Optional.of(Json.read(answered.body()).value());
                case "application/yaml" -> Optional.of(Yaml.readFirst(answered.body()).value());
                default -> Optional.empty();
            };
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
