package dev.plumbline.gitwatcher.webhook;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.gitwatcher.domain.Announcement;
import dev.plumbline.gitwatcher.domain.Secret;

/// GitHub: `X-Hub-Signature-256: sha256=HEX` over the body; the older SHA-1 signature proves nothing here.
record GitHub() implements WebhookHost {
    @Override
    public boolean isAuthentic(Delivery delivery, Secret secret) {
        return Signature.isHexOf(delivery.header("X-Hub-Signature-256"), "sha256=", delivery, secret);
    }

    @Override
    public List<Announcement> announcements(Delivery delivery, JsonNode body) throws MalformedDelivery {
        if (!delivery.header("X-GitHub-Event").orElse("").equals("push")) {
            return List.of();
        }
        return List.of(new Announcement(
                Payload.urls(body, "repository.clone_url", "repository.ssh_url", "repository.git_url",
                        "repository.html_url"),
                Payload.text(body, "ref"), Payload.text(body, "after"), delivery.header("X-GitHub-Delivery"),
                Payload.text(body, "pusher.name")));
    }
}
