package dev.plumbline.gitwatcher.webhook;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.gitwatcher.domain.Announcement;
import dev.plumbline.gitwatcher.domain.Secret;

/// Whatever can compute a signature, such as a hook script: `X-Signature: sha256=HEX` over the body
/// `{"repository": URL, "ref": "refs/heads/main", "commit": ID, "pusher": NAME}`, all but the repository optional.
record Generic() implements WebhookHost {
    @Override
    public boolean isAuthentic(Delivery delivery, Secret secret) {
        return Signature.isHexOf(delivery.header("X-Signature"), "sha256=", delivery, secret);
    }

    @Override
    public List<Announcement> announcements(Delivery delivery, JsonNode body) throws MalformedDelivery {
        return List.of(new Announcement(Payload.urls(body, "repository"), Payload.text(body, "ref"),
                Payload.text(body, "commit"), delivery.header("X-Delivery"), Payload.text(body, "pusher")));
    }
}
