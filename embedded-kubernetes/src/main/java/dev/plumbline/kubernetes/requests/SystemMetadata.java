package dev.plumbline.kubernetes.requests;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The fields of metadata that the server decides.
final class SystemMetadata {
    private static final String NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX_LENGTH = 5;
    private static final int MAX_GENERATED_PREFIX = 58;

    private final InstantSource clock;
    private final RandomGenerator random;

    SystemMetadata(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// RFC 3339 with whole seconds.
    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    void fillForCreate(Target target, ObjectNode metadata) {
        metadata.remove(List.of("deletionTimestamp", "deletionGracePeriodSeconds", "selfLink"));
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", now());
        if (target.type().namespaced()) {
            metadata.put("namespace", target.namespace());
        } else {
            metadata.remove("namespace");
        }
        String prefix = metadata.path("generateName").asText();
        if (!prefix.isEmpty() && metadata.path("name").asText().isEmpty()) {
            metadata.put("name", generated(prefix));
        }
    }

    private String generated(String prefix) {
        StringBuilder name = new StringBuilder(prefix.substring(0, Math.min(prefix.length(), MAX_GENERATED_PREFIX)));
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            name.append(NAME_LETTERS.charAt(random.nextInt(NAME_LETTERS.length())));
        }
        return name.toString();
    }

    void keepOnUpdate(Target target, ObjectNode metadata, JsonNode old) {
        metadata.remove("selfLink");
        if (target.type().namespaced() && metadata.path("namespace").asText().isEmpty()) {
            metadata.put("namespace", target.namespace());
        }
        keep(metadata, old, "generation");
        keep(metadata, old, "creationTimestamp");
        if (metadata.path("uid").asText().isEmpty()) {
            keep(metadata, old, "uid");
        }
        if (old.has("deletionTimestamp")) {
            keep(metadata, old, "deletionTimestamp");
        }
        if (old.has("deletionGracePeriodSeconds") && !metadata.has("deletionGracePeriodSeconds")) {
            keep(metadata, old, "deletionGracePeriodSeconds");
        }
    }

    private static void keep(ObjectNode metadata, JsonNode old, String field) {
        JsonNode value = old.get(field);
        if (value == null) {
            metadata.remove(field);
        } else {
            metadata.set(field, value);
        }
    }
}
