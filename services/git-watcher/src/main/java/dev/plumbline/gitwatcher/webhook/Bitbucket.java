package dev.plumbline.gitwatcher.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.gitwatcher.domain.Announcement;
import dev.plumbline.gitwatcher.domain.Secret;

/// Bitbucket Cloud and Data Center: `X-Hub-Signature: sha256=HEX` over the body. One delivery may move many refs.
/// `X-Hook-UUID` names the hook and proves nothing.
record Bitbucket() implements WebhookHost {
    private static final String CLOUD = "repo:push";
    private static final String DATA_CENTER = "repo:refs_changed";

    @Override
    public boolean isAuthentic(Delivery delivery, Secret secret) {
        return Signature.isHexOf(delivery.header("X-Hub-Signature"), "sha256=", delivery, secret);
    }

    @Override
    public List<Announcement> announcements(Delivery delivery, JsonNode body) throws MalformedDelivery {
        return switch (delivery.header("X-Event-Key").orElse("")) {
            case CLOUD -> cloud(delivery, body);
            case DATA_CENTER -> dataCenter(delivery, body);
            default -> List.of();
        };
    }

    private static List<Announcement> cloud(Delivery delivery, JsonNode body) throws MalformedDelivery {
        List<String> urls = Payload.urls(body, "repository.links.html.href");
        List<Announcement> announcements = new ArrayList<>();
        for (JsonNode change : body.path("push").path("changes")) {
            String folder = change.path("new").path("type").asText().equals("tag") ? "refs/tags/" : "refs/heads/";
            announcements.add(new Announcement(urls, Payload.text(change, "new.name").map(folder::concat),
                    Payload.text(change, "new.target.hash"), id(delivery), Payload.text(body, "actor.nickname")));
        }
        return announcements;
    }

    private static List<Announcement> dataCenter(Delivery delivery, JsonNode body) throws MalformedDelivery {
        List<String> urls = new ArrayList<>();
        body.path("repository").path("links").path("clone")
                .forEach(link -> Payload.text(link, "href").ifPresent(urls::add));
        if (urls.isEmpty()) {
            throw new MalformedDelivery("the push event names no repository: repository.links.clone is missing");
        }
        List<Announcement> announcements = new ArrayList<>();
        for (JsonNode change : body.path("changes")) {
            announcements.add(new Announcement(urls, Payload.text(change, "ref.id"), Payload.text(change, "toHash"),
                    id(delivery), Payload.text(body, "actor.name")));
        }
        return announcements;
    }

    private static Optional<String> id(Delivery delivery) {
        return delivery.header("X-Request-UUID").or(() -> delivery.header("X-Request-Id"));
    }
}
