package dev.plumbline.gitwatcher.webhook;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.plumbline.gitwatcher.domain.Announcement;
import dev.plumbline.gitwatcher.domain.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/// [Reception] against push events cut down to the fields that the hosts document.
class ReceptionTest {
    private static final Secret SECRET = new Secret("shared");
    private static final String TIP = "a".repeat(40);
    private static final String URL = "https://git.example.com/shop/config.git";

    private final Reception reception = new Reception(() -> List.of(new WebhookSecrets.Key(SECRET, List.of())));

    @Test
    void readsAPushOfGitHub() {
        announces("github", "X-Hub-Signature-256", "sha256=",
                Map.of("X-GitHub-Event", "push", "X-GitHub-Delivery", "d1"),
                """
                        {"ref":"refs/heads/main","after":"%s","repository":{"clone_url":"%s"},"pusher":{"name":"ada"}}
                        """.formatted(TIP, URL));
    }

    @Test
    void readsAPushOfGitea() {
        announces("gitea", "X-Gitea-Signature", "", Map.of("X-Gitea-Event", "push", "X-Gitea-Delivery", "d1"),
                """
                        {"ref":"refs/heads/main","after":"%s","repository":{"clone_url":"%s"},"pusher":{"login":"ada"}}
                        """.formatted(TIP, URL));
    }

    @Test
    void readsAPushOfBitbucketCloud() {
        announces("bitbucket", "X-Hub-Signature", "sha256=",
                Map.of("X-Event-Key", "repo:push", "X-Request-UUID", "d1"),
                """
                        {"actor":{"nickname":"ada"},"repository":{"links":{"html":{"href":"%s"}}},
                         "push":{"changes":[{"new":{"type":"branch","name":"main","target":{"hash":"%s"}}}]}}
                        """.formatted(URL, TIP));
    }

    @Test
    void readsAPushOfBitbucketDataCenter() {
        announces("bitbucket", "X-Hub-Signature", "sha256=",
                Map.of("X-Event-Key", "repo:refs_changed", "X-Request-Id", "d1"),
                """
                        {"actor":{"name":"ada"},"repository":{"links":{"clone":[{"href":"%s","name":"http"}]}},
                         "changes":[{"ref":{"id":"refs/heads/main"},"toHash":"%s"}]}
                        """.formatted(URL, TIP));
    }

    @Test
    void readsThePushOfAGenericSender() {
        announces("generic", "X-Signature", "sha256=", Map.of("X-Delivery", "d1"),
                """
                        {"repository":"%s","ref":"refs/heads/main","commit":"%s","pusher":"ada"}
                        """.formatted(URL, TIP));
    }

    @Test
    void readsAPushOfGitLab() {
        Delivery delivery = SignatureTest.delivery(Map.of("X-Gitlab-Token", "shared", "X-Gitlab-Event-UUID", "d1"),
                """
                        {"object_kind":"push","ref":"refs/heads/main","after":"%s","user_username":"ada",
                         "project":{"git_http_url":"%s"}}
                        """.formatted(TIP, URL));

        assertThat(reception.receive("gitlab", delivery)).isEqualTo(new Receipt.Accepted(List.of(expected(URL))));
    }

    @Test
    void readsAPushOfAzure() {
        Delivery delivery = SignatureTest.delivery(Map.of("Authorization", "Basic OnNoYXJlZA=="),
                """
                        {"id":"d1","eventType":"git.push","resource":{"repository":{"remoteUrl":"%s"},
                         "pushedBy":{"uniqueName":"ada"},"refUpdates":[{"name":"refs/heads/main","newObjectId":"%s"}]}}
                        """.formatted(URL, TIP));

        assertThat(reception.receive("azure", delivery)).isEqualTo(new Receipt.Accepted(List.of(expected(URL))));
    }

    @Test
    void acceptsOtherEventsWithoutEffect() {
        assertThat(reception.receive("github", signed("X-Hub-Signature-256", "sha256=",
                Map.of("X-GitHub-Event", "ping"), "{\"zen\":\"…\"}"))).isEqualTo(new Receipt.Accepted(List.of()));
    }

    @Test
    void refusesAWrongSignatureWithoutReadingTheBody() {
        assertThat(reception.receive("github", SignatureTest.delivery(
                Map.of("X-GitHub-Event", "push", "X-Hub-Signature-256", "sha256=00"), "no json")))
                .isInstanceOfSatisfying(Receipt.Unproven.class,
                        unproven -> assertThat(unproven.reason()).contains("PLUMBLINE_WEBHOOK_SECRET"));
    }

    @Test
    void refusesEverythingWhileNoSecretIsConfigured() {
        Receipt receipt = new Reception(List::of).receive("github", SignatureTest.delivery(Map.of(), "{}"));

        assertThat(receipt).isInstanceOfSatisfying(Receipt.Unproven.class,
                unproven -> assertThat(unproven.reason()).contains("set PLUMBLINE_WEBHOOK_SECRET"));
    }

    @Test
    void tellsWhatIsMalformed() {
        Map<String, String> push = Map.of("X-GitHub-Event", "push");

        assertThat(reception.receive("github", signed("X-Hub-Signature-256", "sha256=", push, "payload=%7B%7D")))
                .isEqualTo(new Receipt.Malformed("The body is not JSON: choose application/json as content type"));
        assertThat(reception.receive("github", signed("X-Hub-Signature-256", "sha256=", push, "[]")))
                .isInstanceOf(Receipt.Malformed.class);
        assertThat(reception.receive("github", signed("X-Hub-Signature-256", "sha256=", push, "")))
                .isInstanceOf(Receipt.Malformed.class);
        assertThat(reception.receive("github", signed("X-Hub-Signature-256", "sha256=", push, "{}")))
                .isInstanceOfSatisfying(Receipt.Malformed.class,
                        malformed -> assertThat(malformed.reason()).contains("names no repository"));
    }

    @Test
    void namesTheKindsOfHostsThatItKnows() {
        assertThat(reception.receive("svn", SignatureTest.delivery(Map.of(), "")))
                .isInstanceOfSatisfying(Receipt.UnknownHost.class,
                        unknown -> assertThat(unknown.reason())
                                .contains("azure, bitbucket, generic, gitea, github, gitlab"));
    }

    @Test
    void letsASecretOfCredentialsSpeakForTheirRepositoriesAlone() {
        Reception limited = new Reception(() -> List
                .of(new WebhookSecrets.Key(SECRET, List.of("https://git.example.com/other.git"))));

        Receipt receipt = limited.receive("generic",
                signed("X-Signature", "sha256=", Map.of(), "{\"repository\":\"" + URL + "\"}"));

        assertThat(receipt).isEqualTo(new Receipt.Accepted(List.of()));
    }

    private void announces(String host, String header, String prefix, Map<String, String> headers, String body) {
        assertThat(reception.receive(host, signed(header, prefix, headers, body)))
                .isEqualTo(new Receipt.Accepted(List.of(expected(URL))));
    }

    private static Announcement expected(String url) {
        return new Announcement(List.of(url), Optional.of("refs/heads/main"), Optional.of(TIP), Optional.of("d1"),
                Optional.of("ada"));
    }

    private static Delivery signed(String header, String prefix, Map<String, String> headers, String body) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, prefix
                + HexFormat.of().formatHex(Signature.of(SECRET.bytes(), Signature.bytes(body))));
        return SignatureTest.delivery(all, body);
    }
}
