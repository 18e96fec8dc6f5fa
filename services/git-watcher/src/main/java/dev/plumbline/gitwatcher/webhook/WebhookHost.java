package dev.plumbline.gitwatcher.webhook;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.gitwatcher.domain.Announcement;
import dev.plumbline.gitwatcher.domain.Secret;

/// One kind of Git host: how it proves that a delivery is its own, and what its push events say.
sealed interface WebhookHost permits Azure, Bitbucket, Generic, GitHub, GitLab, Gitea {

    /// Whether the delivery was made by someone who knows the secret. Compares in constant time and looks at nothing
    /// but headers and raw bytes.
    boolean isAuthentic(Delivery delivery, Secret secret);

    /// What was pushed; empty for events other than a push.
    ///
    /// @throws MalformedDelivery if the body is no push event of this host
    List<Announcement> announcements(Delivery delivery, JsonNode body) throws MalformedDelivery;
}
