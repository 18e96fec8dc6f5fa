package dev.plumbline.kubernetes.managedfields;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.typed.TypeTable;
import dev.plumbline.manifests.ManifestDigest;
import dev.plumbline.manifests.YamlReader;

/// One object and its writes, a second apart.
final class Tracked {
    private final FieldManager manager;
    private @Nullable ObjectNode live;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Tracked(TrackedType type) {
        this(type, object -> object);
    }

    private Tracked(TrackedType type, FieldManager.Decoding decoding) {
        this.manager = new FieldManager(type, decoding);
    }

    static Tracked configMap() {
        return new Tracked(TrackedType.builtIn("", "v1", "ConfigMap", "", false, zero("core.v1.ConfigMap")));
    }

    static Tracked deployment() {
        return new Tracked(TrackedType.builtIn("apps", "v1", "Deployment", "", true, zero("apps.v1.Deployment")));
    }

    /// A Deployment that is decoded as Go decodes it: without empty lists and other zero values.
    static Tracked decodedDeployment() {
        return new Tracked(TrackedType.builtIn("apps", "v1", "Deployment", "", true, zero("apps.v1.Deployment")),
                object -> TypeTable.builtin().decoder("apps.v1.Deployment").decode(object).object());
    }

    private static ObjectNode zero(String type) {
        return TypeTable.builtin().decoder(type).zero();
    }

    static ObjectNode yaml(String text) {
        return (ObjectNode) YamlReader.readFirst("test.yaml", text).orElseThrow().value();
    }

    Applied apply(String name, String config) {
        return apply(name, config, false);
    }

    Applied force(String name, String config) {
        return apply(name, config, true);
    }

    private Applied apply(String name, String config, boolean force) {
        now = now.plusSeconds(1);
        Applied applied = manager.apply(live, yaml(config), name, force, now);
        if (applied instanceof Applied.Merged(ObjectNode object)) {
            live = object;
        }
        return applied;
    }

    Tracked update(String name, String object) {
        now = now.plusSeconds(1);
        live = manager.update(live, yaml(object), name, now);
        return this;
    }

    /// The object as it is stored now.
    ObjectNode live() {
        if (live == null) {
            throw new IllegalStateException("Nothing was written yet");
        }
        return live;
    }

    /// `fieldsV1` by manager and operation.
    Map<String, String> owners() {
        Map<String, String> owners = new TreeMap<>();
        for (JsonNode entry : Entries.of(live())) {
            owners.put(entry.path("manager").asText() + " " + entry.path("operation").asText(),
                    ManifestDigest.canonical(entry.path("fieldsV1")).toString());
        }
        return owners;
    }
}
