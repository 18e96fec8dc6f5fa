package dev.plumbline.gitwatcher.webhook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.gitwatcher.domain.Announcement;
import dev.plumbline.gitwatcher.domain.Secret;

/// Gitea, Forgejo and Gogs: bare hexadecimal HMAC-SHA256 of the body in a header named after the product.
record Gitea() implements WebhookHost {
    private static final List<String> PRODUCTS = List.of("Gitea", "Forgejo", "Gogs");

    @Override
    public boolean isAuthentic(Delivery delivery, Secret secret) {
        return Signature.isHexOf(header(delivery, "Signature"), "", delivery, secret);
    }

    @Override
    public List<Announcement> announcements(Delivery delivery, JsonNode body) throws MalformedDelivery {
        if (!header(delivery, "Event").orElse("").equals("push")) {
            return List.of();
        }
        return List.of(new Announcement(
                Payload.urls(body, "repository.clone_url", "repository.ssh_url", "repository.html_url"),
                Payload.text(body, "ref"), Payload.text(body, "after"), header(delivery, "Delivery"),
                Stream.of("pusher.login", "pusher.username").flatMap(path -> Payload.text(body, path).stream())
                        .findFirst()));
    }

    private static Optional<String> header(Delivery delivery, String name) {
        return PRODUCTS.stream().flatMap(product -> delivery.header("X-" + product + "-" + name).stream()).findFirst();
    }
}
