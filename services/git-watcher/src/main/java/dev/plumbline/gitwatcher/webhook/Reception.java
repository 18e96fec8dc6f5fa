package dev.plumbline.gitwatcher.webhook;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.plumbline.gitwatcher.domain.Announcement;

/// Judges deliveries: first the proof, on the raw bytes, then what they say.
final class Reception {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, WebhookHost> HOSTS = new TreeMap<>(Map.of("github", new GitHub(), "gitlab",
            new GitLab(), "gitea", new Gitea(), "bitbucket", new Bitbucket(), "azure", new Azure(), "generic",
            new Generic()));

    private final WebhookSecrets secrets;

    Reception(WebhookSecrets secrets) {
        this.secrets = secrets;
    }

    Receipt receive(String hostName, Delivery delivery) {
        WebhookHost host = HOSTS.get(hostName);
        if (host == null) {
            return new Receipt.UnknownHost("There is no kind of Git host named \"" + hostName + "\"; send to one of "
                    + String.join(", ", HOSTS.keySet()));
        }
        List<WebhookSecrets.Key> keys = secrets.all();
        if (keys.isEmpty()) {
            return new Receipt.Unproven("No webhook secret is configured, so no delivery can be proven: set"
                    + " PLUMBLINE_WEBHOOK_SECRET to the secret that the Git host signs with");
        }
        Optional<WebhookSecrets.Key> key = keys.stream().filter(one -> host.isAuthentic(delivery, one.secret()))
                .findFirst();
        return key.map(one -> read(host, delivery, one)).orElseGet(() -> new Receipt.Unproven(
                "The delivery is not signed with the configured secret: compare the Git host's webhook secret with"
                        + " PLUMBLINE_WEBHOOK_SECRET"));
    }

    private static Receipt read(WebhookHost host, Delivery delivery, WebhookSecrets.Key key) {
        try {
            JsonNode body = JSON.readTree(delivery.body());
            if (body == null || !body.isObject()) {
                return new Receipt.Malformed("The body is not a JSON object: choose application/json as content type");
            }
            return new Receipt.Accepted(host.announcements(delivery, body).stream()
                    .filter(announcement -> isCovered(announcement, key)).toList());
        } catch (MalformedDelivery e) {
            return new Receipt.Malformed("The delivery cannot be understood: " + e.getMessage());
        } catch (IOException _) {
            return new Receipt.Malformed("The body is not JSON: choose application/json as content type");
        }
    }

    private static boolean isCovered(Announcement announcement, WebhookSecrets.Key key) {
        return key.repositories().isEmpty() || key.repositories().stream().anyMatch(announcement::concerns);
    }
}
