package dev.plumbline.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

import dev.plumbline.local.Main;
import dev.plumbline.local.supervisor.AtomicFile;

/// The secrets of one installation, made at its first start and readable by its owner alone.
///
/// @param tokenFile     `DIR/token`: the bearer token of the audit API
/// @param webhookSecret the key of push webhooks: from the environment, else made here
/// @param auditTokenFile the bearer token that the cluster's audit webhook shows
record Secrets(Path tokenFile, String webhookSecret, Path auditTokenFile) {
    private static final int BYTES = 32;

    static Secrets of(Path data) throws IOException {
        Path token = data.resolve("token");
        readOrMake(token);
        Path auditToken = data.resolve("cluster-audit-token");
        readOrMake(auditToken);
        String given = System.getenv().getOrDefault(Main.WEBHOOK_SECRET, "");
        return new Secrets(token, given.isEmpty() ? readOrMake(data.resolve("webhook-secret")) : given,
                auditToken);
    }

    private static String readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            AtomicFile.writeSecret(file, secret.getBytes(StandardCharsets.UTF_8));
        }
        return Files.readString(file).strip();
    }

    @Override
    public String toString() {
        return "Secrets[" + tokenFile + "]";
    }
}
