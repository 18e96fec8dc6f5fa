package dev.plumbline.kubernetes.kinds;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.api.NameRules;

/// What ConfigMaps, Secrets, Namespaces and Leases must fulfil.
final class CoreChecks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 1024 * 1024;
    private static final String SET = "field is immutable when `immutable` is set";
    private static final Map<String, List<String>> KEYS_OF_TYPES = Map.of(
            "kubernetes.io/tls", List.of("tls.crt", "tls.key"),
            "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson"),
            "kubernetes.io/dockercfg", List.of(".dockercfg"),
            "kubernetes.io/ssh-auth", List.of("ssh-privatekey"));
    private CoreChecks() {
    }

    static void configMap(Field map) {
        JsonNode binary = map.value().path("binaryData");
        for (String key : SharedChecks.names(map.value().path("data"))) {
            key(map.at("data"), key);
            if (binary.has(key)) {
                map.at("data").key(key).as(SharedChecks.text(key)).invalid("duplicate of key present in binaryData");
            }
        }
        SharedChecks.names(binary).forEach(key -> key(map.at("binaryData"), key));
        long bytes = decodedBytes(binary);
        for (JsonNode text : map.value().path("data")) {
            bytes += text.asText().getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > MOST_BYTES) {
            // The path of the whole object, as Go prints it.
            map.report(Cause.tooLong("[]", MOST_BYTES));
        }
    }

    /// The size of what is written in base 64.
    private static long decodedBytes(JsonNode data) {
        long bytes = 0;
        for (JsonNode value : data) {
            String text = value.asText();
            int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
            bytes += text.length() / 4 * 3L - padding;
        }
        return bytes;
    }

    private static void key(Field data, String key) {
        data.key(key).as(SharedChecks.text(key)).matches(Texts::configKey);
    }

    static void unchangedIfImmutable(Field object, ObjectNode old) {
        if (!old.path("immutable").asBoolean()) {
            return;
        }
        if (!object.value().path("immutable").asBoolean()) {
            object.at("immutable").forbidden(SET);
        }
        for (String field : List.of("data", "binaryData")) {
            if (!orEmpty(object.value().path(field)).equals(orEmpty(old.path(field)))) {
                object.at(field).forbidden(SET);
            }
        }
    }

    private static JsonNode orEmpty(JsonNode map) {
        return map.isObject() ? map : com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    }

    static void secret(Field secret) {
        Field data = secret.at("data");
        SharedChecks.names(data.value()).forEach(key -> key(data, key));
        if (decodedBytes(data.value()) > MOST_BYTES) {
            data.tooLong(MOST_BYTES);
        }
        String type = secret.at("type").text();
        for (String key : KEYS_OF_TYPES.getOrDefault(type, List.of())) {
            if (!data.value().has(key)) {
                data.key(key).missing("");
            } else if (key.startsWith(".docker")) {
                json(data.key(key));
            }
        }
        boolean isNameless = !data.value().has("username") && !data.value().has("password");
        if (type.equals("kubernetes.io/basic-auth") && isNameless) {
            data.key("username").missing("");
            data.key("password").missing("");
        }
        boolean isToken = type.equals("kubernetes.io/service-account-token");
        if (isToken && Trees.text(secret.value(), "metadata", "annotations", "kubernetes.io/service-account.name")
                .isEmpty()) {
            secret.at("metadata", "annotations").key("kubernetes.io/service-account.name").missing("");
        }
    }

    private static void json(Field value) {
        try {
            JSON.readTree(Base64.getDecoder().decode(value.text()));
        } catch (JsonProcessingException e) {
            value.as(SharedChecks.text("<secret contents redacted>")).invalid(GoJson.problem(
                    new String(Base64.getDecoder().decode(value.text()), StandardCharsets.UTF_8)));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void secretUpdate(Field secret, ObjectNode old) {
        secret.at("type").immutable(old.path("type"));
        unchangedIfImmutable(secret, old);
    }

    static void namespace(Field namespace) {
        namespace.at("spec", "finalizers").each(finalizer -> {
            finalizer.matches(NameRules::qualifiedName);
            if (finalizer.text().indexOf('/') < 0 && !finalizer.text().equals("kubernetes")) {
                finalizer.invalid("name is neither a standard finalizer name nor is it fully qualified");
            }
        });
        Field labels = namespace.at("metadata", "labels");
        for (String mode : List.of("enforce", "audit", "warn")) {
            Field level = labels.key("pod-security.kubernetes.io/" + mode);
            if (level.isSet() && !List.of("privileged", "baseline", "restricted").contains(level.text())) {
                level.invalid("must be one of privileged, baseline, restricted");
            }
        }
    }

    static void lease(Field lease) {
        Field duration = lease.at("spec", "leaseDurationSeconds");
        duration.positive();
        lease.at("spec", "leaseTransitions").notNegative();
    }
}
