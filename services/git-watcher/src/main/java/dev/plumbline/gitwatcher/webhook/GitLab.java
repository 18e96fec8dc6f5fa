package dev.plumbline.gitwatcher.webhook;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.gitwatcher.domain.Announcement;
import dev.plumbline.gitwatcher.domain.Secret;

/// GitLab: the secret itself in `X-Gitlab-Token`, or a signature after Standard Webhooks in `webhook-signature`:
/// `v1,BASE64` of the HMAC-SHA256 over `ID.TIMESTAMP.BODY`, several separated by spaces.
record GitLab() implements WebhookHost {
    private static final String KEY_PREFIX = "whsec_";
    private static final String VERSION = "v1,";

    @Override
    public boolean isAuthentic(Delivery delivery, Secret secret) {
        Optional<String> signatures = delivery.header("webhook-signature");
        if (signatures.isPresent()) {
            return isSigned(signatures.get(), delivery, secret);
        }
        return delivery.header("X-Gitlab-Token").filter(token -> Signature.isSame(token, secret.value())).isPresent();
    }

    private static boolean isSigned(String signatures, Delivery delivery, Secret secret) {
        String signed = delivery.header("webhook-id").orElse("") + "."
                + delivery.header("webhook-timestamp").orElse("") + ".";
        Optional<byte[]> key = key(secret);
        if (key.isEmpty()) {
            return false;
        }
        byte[] expected = Signature.bytes(VERSION
                + Base64.getEncoder().encodeToString(
                        Signature.of(key.get(), Signature.bytes(signed), delivery.body())));
        boolean found = false;
        for (String signature : signatures.split(" ")) {
            found |= MessageDigest.isEqual(expected, Signature.bytes(signature));
        }
        return found;
    }

    private static Optional<byte[]> key(Secret secret) {
        String value = secret.value();
        if (!value.startsWith(KEY_PREFIX)) {
            return Optional.of(secret.bytes());
        }
        try {
            return Optional.of(Base64.getDecoder().decode(value.substring(KEY_PREFIX.length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public List<Announcement> announcements(Delivery delivery, JsonNode body) throws MalformedDelivery {
        String kind = Payload.text(body, "object_kind").orElse("");
        if (!kind.equals("push") && !kind.equals("tag_push")) {
            return List.of();
        }
        return List.of(new Announcement(
                Payload.urls(body, "project.git_http_url", "project.git_ssh_url", "project.web_url",
                        "repository.git_http_url"),
                Payload.text(body, "ref"), Payload.text(body, "after"),
                delivery.header("webhook-id").or(() -> delivery.header("X-Gitlab-Event-UUID")),
                Payload.text(body, "user_username")));
    }
}
