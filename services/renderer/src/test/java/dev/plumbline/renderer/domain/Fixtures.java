package dev.plumbline.renderer.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.SignatureVerdict;
import dev.plumbline.manifests.Manifest;
import dev.plumbline.manifests.ManifestReader;
import dev.plumbline.manifests.SourcePosition;

/// Applications, commits and objects as tests write them.
public final class Fixtures {
    public static final String REPOSITORY = "https://git.example.com/shop.git";
    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Fixtures() {
    }

    /// A commit whose id is one hexadecimal digit repeated.
    public static CommitObserved commit(String digit, String... changedPaths) {
        return commit(REPOSITORY, digit.repeat(40), null, false, changedPaths);
    }

    public static CommitObserved commit(String repository, String id, @Nullable String replaces, boolean truncated,
            String... changedPaths) {
        Person author = new Person("Author " + id.charAt(0), "author@example.com");
        return new CommitObserved(repository, "main", id, List.of(), id, author, NOW, author, NOW, "subject " + id, "",
                Map.of(), SignatureVerdict.UNSIGNED, List.of(changedPaths), truncated,
                new CommitObserved.Seen("poll", null, null, NOW), replaces);
    }

    public static ApplicationDeclared application(String name, @Nullable String namespace) {
        ApplicationSpec spec = new ApplicationSpec("default",
                new ApplicationSpec.Source(REPOSITORY, "main", name, null),
                new ApplicationSpec.Render(ApplicationSpec.RenderKind.DETECT, Map.of()),
                new ApplicationSpec.Target("local", namespace, false),
                new ApplicationSpec.Sync(ApplicationSpec.SyncMode.AUTO, true, false, ApplicationSpec.OnRemoval.ORPHAN,
                        ApplicationSpec.Sync.DEFAULT_DELETION_BUDGET),
                new ApplicationSpec.Drift(ApplicationSpec.DriftPolicy.CORRECT, List.of()));
        return new ApplicationDeclared(name, spec, "v1", new SourcePosition("apps.yaml", 1),
                commit("0").provenance());
    }

    /// The objects of a YAML text that stands in `file.yaml`.
    public static List<RenderedObject> objects(String yaml) {
        return ManifestReader.read("file.yaml", yaml).stream()
                .map(manifest -> new RenderedObject(manifest.body(), manifest.position())).toList();
    }

    public static ObjectNode object(String yaml) {
        return ManifestReader.read("file.yaml", yaml).stream().map(Manifest::body).findFirst().orElseThrow();
    }

    /// A ConfigMap with one value.
    public static String configMap(String name, String value) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s}
                data: {key: "%s"}
                """.formatted(name, value);
    }
}
