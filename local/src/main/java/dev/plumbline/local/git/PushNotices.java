package dev.plumbline.local.git;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.eclipse.jgit.lib.Repository;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

/// Tells the webhook of pushes, as GitHub does: event `push`, signed with HMAC-SHA256.
///
/// A webhook is a hint: a receiver that cannot be reached is tried three times within 3 s, then it has to poll.
final class PushNotices {
    private static final System.Logger LOG = System.getLogger(PushNotices.class.getName());
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int PAUSE_GROWTH = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI host;
    private final Optional<Webhook> webhook;
    private final ExecutorService threads;
    private final HttpClient client;

    PushNotices(URI host, Optional<Webhook> webhook, ExecutorService threads) {
        this.host = host;
        this.webhook = webhook;
        this.threads = threads;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT)
                .executor(threads).build();
    }

    /// Sends in the background; the repository is read before this returns.
    void send(String name, Push push, Repository repository) throws IOException {
        if (webhook.isPresent()) {
            byte[] body = PushPayload.of(host, name, push, repository);
            Webhook receiver = webhook.get();
            threads.execute(() -> deliver(receiver, body));
        }
    }

    private void deliver(Webhook receiver, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(receiver.url()).timeout(TIMEOUT)
                .header("Content-Type", "application/json").header("X-GitHub-Event", "push")
                .header("X-GitHub-Delivery", UUID.randomUUID().toString())
                .header("X-Hub-Signature-256", "sha256=" + signature(receiver.secret(), body))
                .POST(BodyPublishers.ofByteArray(body)).build();
        Duration pause = FIRST_PAUSE;
        String outcome = post(request);
        for (int attempt = 2; attempt <= ATTEMPTS && !isTaken(outcome); attempt++) {
            pauseFor(pause);
            pause = pause.multipliedBy(PAUSE_GROWTH);
            outcome = post(request);
        }
        LOG.log(isTaken(outcome) ? DEBUG : WARNING, "webhook answered url={0} outcome={1}", receiver.url(), outcome);
    }

    private static boolean isTaken(String outcome) {
        return outcome.startsWith("2");
    }

    private String post(HttpRequest request) {
        try {
            return Integer.toString(client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static void pauseFor(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lowercase hex HMAC-SHA256 of the body, the value of `X-Hub-Signature-256` after `sha256=`.
    static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
