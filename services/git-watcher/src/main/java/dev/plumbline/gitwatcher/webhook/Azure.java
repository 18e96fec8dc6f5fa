package dev.plumbline.gitwatcher.webhook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.gitwatcher.domain.Announcement;
import dev.plumbline.gitwatcher.domain.Secret;

/// Azure DevOps service hooks: no signature, but HTTP basic authentication whose password is the secret; any user.
record Azure() implements WebhookHost {
    private static final String BASIC = "Basic ";

    @Override
    public boolean isAuthentic(Delivery delivery, Secret secret) {
        return delivery.header("Authorization").filter(value -> value.startsWith(BASIC))
                .flatMap(value -> password(value.substring(BASIC.length())))
                .filter(password -> Signature.isSame(password, secret.value())).isPresent();
    }

    private static Optional<String> password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public List<Announcement> announcements(Delivery delivery, JsonNode body) throws MalformedDelivery {
        if (!Payload.text(body, "eventType").orElse("").equals("git.push")) {
            return List.of();
        }
        List<String> urls = Payload.urls(body, "resource.repository.remoteUrl", "resource.repository.sshUrl");
        List<Announcement> announcements = new ArrayList<>();
        for (JsonNode update : body.path("resource").path("refUpdates")) {
            announcements.add(new Announcement(urls, Payload.text(update, "name"), Payload.text(update, "newObjectId"),
                    Payload.text(body, "id"), Payload.text(body, "resource.pushedBy.uniqueName")));
        }
        return announcements;
    }
}
