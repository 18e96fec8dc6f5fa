package dev.plumbline.kubernetes.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.store.Key;
import dev.plumbline.kubernetes.store.Store;

/// Issues and verifies the tokens of ServiceAccounts: JWTs with the claims of a kube-apiserver, signed with a key that
/// only this server has (HS256). A token ends with its time, and with its ServiceAccount.
public final class ServiceAccountTokens {
    public static final String ISSUER = "https://kubernetes.default.svc";
    private static final ResourceName ACCOUNTS = new ResourceName("", "serviceaccounts");
    private static final String PREFIX = "system:serviceaccount";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;
    private final Store store;

    private ServiceAccountTokens(SecretKeySpec key, Store store) {
        this.key = key;
        this.store = store;
    }

    /// With the key in `service-account.key`, made if missing.
    public static ServiceAccountTokens in(Path directory, Store store) throws IOException {
        Path kept = directory.resolve("service-account.key");
        if (!Files.exists(kept)) {
            byte[] secret = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(secret);
            Files.createFile(kept, PosixFilePermissions
                    .asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(kept, secret);
        }
        return new ServiceAccountTokens(new SecretKeySpec(Files.readAllBytes(kept), "HmacSHA256"), store);
    }

    /// A token for an account; without a duration it does not end by itself, as those in Secrets.
    public String issue(String namespace, String name, String uid, List<String> audiences,
            Optional<Duration> validity) {
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        Instant now = Instant.now();
        audiences.forEach(claims.putArray("aud")::add);
        validity.ifPresent(duration -> claims.put("exp", now.plus(duration).getEpochSecond()));
        claims.put("iat", now.getEpochSecond()).put("iss", ISSUER).put("jti", UUID.randomUUID().toString());
        ObjectNode details = claims.putObject("kubernetes.io").put("namespace", namespace);
        details.putObject("serviceaccount").put("name", name).put("uid", uid);
        claims.put("nbf", now.getEpochSecond()).put("sub", PREFIX + ":" + namespace + ":" + name);
        String body = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(Json.bytes(claims));
        return body + "." + encoded(signature(body));
    }

    /// The account of a valid token for an audience; one that names none is for this server.
    public Optional<User> user(String token, String audience) {
        int end = token.lastIndexOf('.');
        if (end < 0 || !MessageDigest.isEqual(encoded(signature(token.substring(0, end))).getBytes(
                StandardCharsets.UTF_8), token.substring(end + 1).getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        JsonNode claims;
        try {
            claims = Json.read(Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, end))).value();
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
        if (claims.has("exp") && Instant.now().getEpochSecond() >= claims.path("exp").asLong()) {
            return Optional.empty();
        }
        if (!isFor(claims.path("aud"), audience)) {
            return Optional.empty();
        }
        String namespace = claims.path("kubernetes.io").path("namespace").asText();
        JsonNode account = claims.path("kubernetes.io").path("serviceaccount");
        return store.find(ACCOUNTS, new Key(namespace, account.path("name").asText()))
                .filter(stored -> stored.tree().path("metadata").path("uid").equals(account.path("uid")))
                .map(_ -> new User(claims.path("sub").asText(), account.path("uid").asText(),
                        List.of(PREFIX + "s", PREFIX + "s:" + namespace, "system:authenticated"), Map.of()));
    }

    private static boolean isFor(JsonNode audiences, String audience) {
        for (JsonNode named : audiences) {
            if (named.asText().equals(audience)) {
                return true;
            }
        }
        return audiences.isEmpty() && audience.equals(ISSUER);
    }

    private byte[] signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no HmacSHA256", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
