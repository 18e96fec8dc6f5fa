package dev.plumbline.differ.kubernetes;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.differ.domain.drift.ClusterWrite;
import dev.plumbline.manifests.ResourceId;

/// The writes among the events of an audit (`audit.k8s.io/v1`): done, for good, by whom and under which manager.
final class AuditEvents {
    private static final Set<String> WRITES = Set.of("create", "update", "patch");
    /// Longer names of managers are cut by API servers.
    private static final int MAX_MANAGER = 128;

    private AuditEvents() {
    }

    /// Finds the resource that an event's objectRef names.
    @FunctionalInterface
    interface Resources {
        Optional<ResourceId> of(String group, String plural, String namespace, String name);
    }

    static List<ClusterWrite> writes(JsonNode events, Resources resources) {
        List<ClusterWrite> writes = new ArrayList<>();
        for (JsonNode event : events.path("items")) {
            JsonNode ref = event.path("objectRef");
            if (isWrite(event, ref)) {
                resources.of(ref.path("apiGroup").asText(), ref.path("resource").asText(),
                        ref.path("namespace").asText(), ref.path("name").asText())
                        .flatMap(resource -> write(event, resource)).ifPresent(writes::add);
            }
        }
        return writes;
    }

    private static boolean isWrite(JsonNode event, JsonNode ref) {
        return event.path("stage").asText().equals("ResponseComplete") && WRITES.contains(event.path("verb").asText())
                && event.at("/responseStatus/code").asInt() / 100 == 2
                && !ref.path("subresource").asText().equals("status")
                && parameter(event, "dryRun").isEmpty();
    }

    private static Optional<ClusterWrite> write(JsonNode event, ResourceId resource) {
        JsonNode acting = event.path("impersonatedUser").path("username");
        String user = acting.isTextual() ? acting.asText() : event.at("/user/username").asText();
        try {
            return user.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ClusterWrite(resource, manager(event), user,
                            Instant.parse(event.path("stageTimestamp").asText())));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// As an API server names it: the parameter, else the program's name in its user agent.
    private static String manager(JsonNode event) {
        String given = parameter(event, "fieldManager");
        String manager = given.isEmpty() ? event.path("userAgent").asText().split("/", 2)[0] : given;
        return manager.substring(0, Math.min(MAX_MANAGER, manager.length()));
    }

    private static String parameter(JsonNode event, String name) {
        String uri = event.path("requestURI").asText();
        for (String pair : uri.substring(uri.indexOf('?') + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
