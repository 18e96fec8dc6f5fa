package dev.plumbline.gitwatcher.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.plumbline.gitwatcher.domain.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/// Each host's proof against published vectors: GitHub's from its documentation of webhooks ("Hello, World!"), GitLab's
/// signing token from the Standard Webhooks specification; both recomputed with `openssl dgst -sha256 -hmac`.
class SignatureTest {
    private static final Secret SECRET = new Secret("It's a Secret to Everybody");
    private static final String BODY = "Hello, World!";
    private static final String HEX = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void verifiesGitHub() {
        proves(new GitHub(), "X-Hub-Signature-256", "sha256=" + HEX);
        refuses(new GitHub(), "X-Hub-Signature", "sha256=" + HEX);
    }

    @Test
    void verifiesGiteaForgejoAndGogs() {
        proves(new Gitea(), "X-Gitea-Signature", HEX);
        proves(new Gitea(), "X-Forgejo-Signature", HEX);
        proves(new Gitea(), "X-Gogs-Signature", HEX);
        refuses(new Gitea(), "X-Hub-Signature-256", "sha256=" + HEX);
    }

    @Test
    void verifiesBitbucket() {
        proves(new Bitbucket(), "X-Hub-Signature", "sha256=" + HEX);
        refuses(new Bitbucket(), "X-Hook-UUID", SECRET.value());
    }

    @Test
    void verifiesTheGenericSender() {
        proves(new Generic(), "X-Signature", "sha256=" + HEX);
    }

    @Test
    void verifiesTheTokenOfGitLab() {
        proves(new GitLab(), "X-Gitlab-Token", SECRET.value());
        refuses(new GitLab(), "X-Gitlab-Token", SECRET.value() + " ");
    }

    @Test
    void verifiesTheSigningTokenOfGitLab() {
        Secret key = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Map<String, String> headers = Map.of("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp",
                "1614265330", "webhook-signature", "v1,invalid v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

        assertThat(new GitLab().isAuthentic(delivery(headers, "{\"test\": 2432232314}"), key)).isTrue();
        assertThat(new GitLab().isAuthentic(delivery(headers, "{\"test\": 2432232315}"), key)).isFalse();
        assertThat(new GitLab().isAuthentic(delivery(headers, "{\"test\": 2432232314}"), SECRET)).isFalse();
    }

    @Test
    void verifiesThePasswordOfAzure() {
        proves(new Azure(), "Authorization", basic("anyone:" + SECRET.value()));
        refuses(new Azure(), "Authorization", basic("anyone:other"));
        refuses(new Azure(), "Authorization", "Basic %%%");
        refuses(new Azure(), "Authorization", "Bearer " + SECRET.value());
    }

    @Test
    void neverShowsASecret() {
        assertThat(SECRET).hasToString("Secret[…]");
        assertThat(new WebhookSecrets.Key(SECRET, List.of()).toString()).doesNotContain("Everybody");
    }

    private static void proves(WebhookHost host, String header, String value) {
        assertThat(host.isAuthentic(delivery(Map.of(header, value), BODY), SECRET)).isTrue();
        refuses(host, header, "");
        refuses(host, header, value.substring(1));
        assertThat(host.isAuthentic(delivery(Map.of(header, value), BODY), new Secret("another"))).isFalse();
        assertThat(host.isAuthentic(delivery(Map.of(), BODY), SECRET)).isFalse();
    }

    private static void refuses(WebhookHost host, String header, String value) {
        assertThat(host.isAuthentic(delivery(Map.of(header, value), BODY), SECRET)).isFalse();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    static Delivery delivery(Map<String, String> headers, String body) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return new Delivery(name -> Optional.ofNullable(anyCase.get(name)), body.getBytes(StandardCharsets.UTF_8));
    }
}
