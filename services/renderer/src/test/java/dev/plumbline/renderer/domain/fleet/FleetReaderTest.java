package dev.plumbline.renderer.domain.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.ApplicationSpec.DriftPolicy;
import dev.plumbline.contracts.ApplicationSpec.IgnoreRule;
import dev.plumbline.contracts.ApplicationSpec.OnRemoval;
import dev.plumbline.contracts.ApplicationSpec.RenderKind;
import dev.plumbline.contracts.ApplicationSpec.SyncMode;

import static org.assertj.core.api.Assertions.assertThat;

/// [FleetReader] against documents as people write them, good and bad.
class FleetReaderTest {
    private static final FleetSource FLEET = new FleetSource("https://git.example.com/fleet.git", "main", "apps",
            Optional.of("fleet-git"), "local");

    @Test
    void fillsInEveryDefault() {
        ApplicationSpec spec = spec("""
                apiVersion: plumbline.dev/v1
                kind: Application
                metadata: {name: shop}
                """);

        assertThat(spec).isEqualTo(new ApplicationSpec("default",
                new ApplicationSpec.Source("https://git.example.com/fleet.git", "main", ".", "fleet-git"),
                new ApplicationSpec.Render(RenderKind.DETECT, Map.of()),
                new ApplicationSpec.Target("local", null, false),
                new ApplicationSpec.Sync(SyncMode.AUTO, true, false, OnRemoval.ORPHAN, 10),
                new ApplicationSpec.Drift(DriftPolicy.CORRECT, List.of())));
    }

    @Test
    void readsEveryField() {
        ApplicationSpec spec = spec("""
                apiVersion: plumbline.dev/v1
                kind: Application
                metadata: {name: shop, labels: {team: shop}}
                spec:
                  project: default
                  source:
                    repository: https://user:secret@git.example.com/shop.git/
                    ref: v1
                    path: ./overlays/prod/
                    credentials: shop-git
                  render: {plain: {recursive: false}}
                  target: {cluster: prod, namespace: shop, createNamespace: true}
                  sync: {mode: manual, prune: false, adopt: true, onRemoval: prune, deletionBudget: 0}
                  drift:
                    policy: report
                    ignore: [{kind: Deployment, paths: [/spec/replicas], reason: scaled by HPA}]
                """);

        assertThat(spec.source()).isEqualTo(
                new ApplicationSpec.Source("https://git.example.com/shop.git", "v1", "overlays/prod", "shop-git"));
        assertThat(spec.render().kind()).isEqualTo(RenderKind.PLAIN);
        assertThat(spec.render().options()).containsOnlyKeys("recursive");
        assertThat(spec.target()).isEqualTo(new ApplicationSpec.Target("prod", "shop", true));
        assertThat(spec.sync())
                .isEqualTo(new ApplicationSpec.Sync(SyncMode.MANUAL, false, true, OnRemoval.PRUNE, 0));
        assertThat(spec.drift()).isEqualTo(new ApplicationSpec.Drift(DriftPolicy.REPORT, List.of(new IgnoreRule(null,
                "Deployment", null, List.of("/spec/replicas"), List.of(), "scaled by HPA"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sauce: {}                                  | apps/a.yaml:5: /spec/sauce is no field of /spec
            source: {path: 3}                          | apps/a.yaml:5: /spec/source/path must be a text
            source: {path: ../..}                      | apps/a.yaml:5: /spec/source/path must be a directory inside
            source: [a]                                | apps/a.yaml:5: /spec/source must be a map
            sync: {mode: automatic}                    | apps/a.yaml:5: /spec/sync/mode must be one of auto, manual
            sync: {prune: yes please}                  | apps/a.yaml:5: /spec/sync/prune must be true or false
            sync: {deletionBudget: -1}                 | apps/a.yaml:5: /spec/sync/deletionBudget must be a whole number
            drift: {policy: ignore}                    | apps/a.yaml:5: /spec/drift/policy must be one of correct, report
            drift: {ignore: [{kind: Pod}]}             | apps/a.yaml:5: /spec/drift/ignore/0/paths and managers are both
            drift: {ignore: {}}                        | apps/a.yaml:5: /spec/drift/ignore must be a list
            target: {createNamespace: true}            | apps/a.yaml:5: /spec/target/createNamespace needs target.namespace
            render: {helm: {}, plain: {}}              | apps/a.yaml:5: /spec/render/plain stands beside helm
            render: {jsonnet: {}}                      | apps/a.yaml:5: /spec/render/jsonnet is no field
            project: other                             | apps/a.yaml:1: /spec/project names "other", which the fleet
            """)
    void saysWhatIsWrongAndWhere(String line, String error) {
        FleetReading reading = read("""
                apiVersion: plumbline.dev/v1
                kind: Application
                metadata: {name: shop}
                spec:
                  %s
                """.formatted(line));

        assertThat(reading.errors()).singleElement().asString().startsWith(error);
        assertThat(reading.broken()).containsOnlyKeys("shop");
        assertThat(reading.applications()).isEmpty();
    }

    @Test
    void refusesNamesThatDoNotFitIntoLabels() {
        for (String name : List.of("Shop", "@fleet", "a/b", "a".repeat(64), "-a")) {
            FleetReading reading = read(application(name));

            assertThat(reading.errors()).singleElement().asString()
                    .startsWith("apps/a.yaml:3: /metadata/name must be 1 to 63");
            assertThat(reading.broken()).isEmpty();
        }
    }

    @Test
    void refusesANameThatIsDeclaredTwiceInBothPlaces() {
        FleetReading reading = FleetReader.read(FLEET, List.of(new FleetFile("apps/a.yaml", application("shop")),
                new FleetFile("apps/b.yaml", application("shop"))));

        assertThat(reading.errors()).singleElement().asString()
                .startsWith("apps/b.yaml:1: Application shop is declared twice, also at apps/a.yaml:1");
        assertThat(reading.applications()).isEmpty();
    }

    @Test
    void refusesForeignKinds() {
        assertThat(read("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}").errors()).singleElement().asString()
                .contains("this is ConfigMap of \"v1\": move it");
        assertThat(read("[1, 2]").errors()).singleElement().asString().contains("must be a map");
    }

    @Test
    void readsTheOtherDocumentsBesideABadOne() {
        FleetReading reading = FleetReader.read(FLEET, List.of(new FleetFile("apps/broken.yaml", "a: [1\nb: {"),
                new FleetFile("apps/c.yaml", application("shop") + "---\nkind: Nonsense\n---\n"
                        + application("other"))));

        assertThat(reading.applications()).containsOnlyKeys("shop", "other");
        assertThat(reading.errors()).hasSize(2);
        assertThat(reading.errors().getFirst().toString()).startsWith("apps/broken.yaml:");
    }

    @Test
    void enforcesTheRepositoriesAndClustersOfAProject() {
        String project = """
                apiVersion: plumbline.dev/v1
                kind: Project
                metadata: {name: shop}
                spec: {repositories: ["https://git.example.com/shop*"], clusters: [local]}
                ---
                """;

        assertThat(read(project + member("https://git.example.com/shop.git", "local")).errors()).isEmpty();
        assertThat(read(project + member("https://evil.example.com/x.git", "local")).errors()).singleElement()
                .asString().contains("project shop does not allow the repository https://evil.example.com/x.git");
        assertThat(read(project + member("https://git.example.com/shop.git", "prod")).errors()).singleElement()
                .asString().contains("project shop does not allow the cluster prod");
    }

    private static String member(String repository, String cluster) {
        return """
                apiVersion: plumbline.dev/v1
                kind: Application
                metadata: {name: web}
                spec: {project: shop, source: {repository: "%s"}, target: {cluster: %s}}
                """.formatted(repository, cluster);
    }

    private static String application(String name) {
        return "apiVersion: plumbline.dev/v1\nkind: Application\nmetadata: {name: \"" + name + "\"}\n";
    }

    private static ApplicationSpec spec(String yaml) {
        FleetReading reading = read(yaml);
        assertThat(reading.errors()).isEmpty();
        return reading.applications().values().iterator().next().spec();
    }

    private static FleetReading read(String yaml) {
        return FleetReader.read(FLEET, List.of(new FleetFile("apps/a.yaml", yaml)));
    }
}
