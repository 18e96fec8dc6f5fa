package dev.plumbline.rendering;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.rendering.RenderResult.NeedsBinary;
import dev.plumbline.rendering.RenderResult.RenderFailed;
import dev.plumbline.rendering.RenderResult.Rendered;
import dev.plumbline.rendering.source.ReadLimits;

import static org.assertj.core.api.Assertions.assertThat;

/// [Renderer] against trees in memory: what is taken for what, where things come from, what is recorded, what is
/// refused.
class RendererTest {
    private static final String CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n";

    @Test
    void readsPlainManifestsRecursivelyInPathOrderWithTheirPlaces() {
        MapTree tree = new MapTree().with("app/b.yaml", CONFIG.formatted("b1") + "---\n" + CONFIG.formatted("b2"))
                .with("app/a/x.json", "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"x\"}}")
                .with("app/readme.md", "not a manifest").with("app/.hidden/c.yaml", CONFIG.formatted("c"))
                .with("other/d.yaml", CONFIG.formatted("d"));

        List<RenderedResource> resources = rendered(tree, "app").resources();

        assertThat(resources).extracting(resource -> resource.body().at("/metadata/name").asText() + " "
                + resource.origin()).containsExactly("x app/a/x.json:1", "b1 app/b.yaml:1", "b2 app/b.yaml:5");
    }

    @Test
    void reportsEveryBrokenPlainFileWithItsLine() {
        MapTree tree = new MapTree().with("a.yaml", CONFIG.formatted("a") + "  x: : y\n").with("b.yaml", "fleet: yes\n")
                .with("c.yaml", CONFIG.formatted("c"));

        List<RenderError> errors = failed(tree, "").errors();

        assertThat(errors).hasSize(2);
        assertThat(errors.getFirst().toString()).startsWith("a.yaml:4: ");
        assertThat(errors.getLast().toString()).startsWith("b.yaml:1: ");
    }

    @Test
    void namesAHelmChartInsteadOfReadingItsTemplates() {
        MapTree tree = new MapTree().with("app/Chart.yaml", "name: web\n").with("app/templates/a.yaml", "{{ x }}\n");

        assertThat(failed(tree, "app").errors()).singleElement().asString().startsWith("app/Chart.yaml:1: ")
                .contains("Helm chart");
    }

    @Test
    void buildsAKustomizationWhereThereIsOne() {
        MapTree tree = overlay();

        Rendered rendered = rendered(tree, "prod");

        assertThat(Renderer.print(rendered.resources())).isEqualTo("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: prod-settings
                """);
        assertThat(rendered.resources().getFirst().origin()).hasToString("base/settings.yaml:1");
    }

    @Test
    void recordsWhatTheResultDependsOnEvenIfItIsMissing() {
        assertThat(rendered(overlay(), "prod").filesRead()).contains("prod/kustomization.yaml",
                "prod/kustomization.yml", "prod/Kustomization", "base", "base/kustomization.yaml", "base/settings.yaml")
                .doesNotContain("unrelated.yaml");

        MapTree broken = new MapTree().with("kustomization.yaml", "resources: [missing.yaml]\n");

        assertThat(failed(broken, ".").filesRead()).contains("missing.yaml");
    }

    @Test
    void findsFieldsThatNeedTheRealToolBeforeBuildingAnything() {
        MapTree tree = new MapTree().with("top/kustomization.yaml", "resources: [missing.yaml, ../base]\n")
                .with("base/kustomization.yaml", "namePrefix: a-\nhelmCharts:\n- name: redis\n");

        RenderResult result = Renderer.render(tree, "top", RenderOptions.DEFAULT);

        assertThat(result).isInstanceOfSatisfying(NeedsBinary.class, needed -> {
            assertThat(needed.field()).isEqualTo("helmCharts");
            assertThat(needed.position()).hasToString("base/kustomization.yaml:2");
        });
    }

    @Test
    void refusesRemoteBasesAndPathsOutOfTheRepository() {
        MapTree remote = new MapTree().with("kustomization.yaml",
                "resources:\n- https://github.com/org/repo//deploy?ref=v1\n");
        MapTree outside = new MapTree().with("app/kustomization.yaml", "resources:\n- a.yaml\n- ../../secret\n")
                .with("app/a.yaml", CONFIG.formatted("a"));

        assertThat(failed(remote, "").errors().getFirst().toString())
                .startsWith("kustomization.yaml:2: remote bases are not supported");
        assertThat(failed(outside, "app").errors().getFirst().toString())
                .startsWith("app/kustomization.yaml:3: '../../secret' leads out of the repository");
        assertThat(failed(outside, "../x").errors()).hasSize(1);
    }

    @Test
    void stopsAtTheLimits() {
        RenderOptions few = new RenderOptions(RenderOptions.Format.FOUND, true, new ReadLimits(1, 1 << 20), 100);
        RenderOptions small = new RenderOptions(RenderOptions.Format.FOUND, true, new ReadLimits(100, 10), 100);
        RenderOptions one = new RenderOptions(RenderOptions.Format.FOUND, true, ReadLimits.DEFAULT, 1);
        MapTree tree = new MapTree().with("a.yaml", CONFIG.formatted("a")).with("b.yaml", CONFIG.formatted("b"));

        assertThat(Renderer.render(tree, "", few)).isInstanceOf(RenderFailed.class);
        assertThat(Renderer.render(tree, "", small)).isInstanceOf(RenderFailed.class);
        assertThat(Renderer.render(tree, "", one)).isInstanceOf(RenderFailed.class);
    }

    @Test
    void survivesNestedAliases() {
        StringBuilder bomb = new StringBuilder(
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\na0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        MapTree tree = new MapTree().with("kustomization.yaml", "resources: [a.yaml]\n").with("a.yaml",
                bomb.toString());

        assertThat(failed(tree, "").errors().getFirst().message()).contains("after aliases are expanded");
    }

    @Test
    void rendersAHundredObjectsInAFewMilliseconds() {
        StringBuilder base = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            base.append("---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d").append(i).append(
                    "}\nspec:\n  template:\n    spec:\n      containers:\n      - {name: c, image: 'nginx:1'}\n");
        }
        MapTree tree = new MapTree().with("base/kustomization.yaml", "resources: [all.yaml]\n")
                .with("base/all.yaml", base.toString()).with("prod/kustomization.yaml",
                        "resources: [../base]\nnamespace: shop\nnamePrefix: p-\nimages: [{name: nginx, newTag: '2'}]\n");
        for (int i = 0; i < 20; i++) {
            rendered(tree, "prod");
        }

        long start = System.nanoTime();
        Rendered rendered = rendered(tree, "prod");
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(rendered.resources()).hasSize(100);
        // generous: the limit only tells a mistake in the order of growth
        assertThat(taken).isLessThan(Duration.ofMillis(500));
    }

    private static MapTree overlay() {
        return new MapTree().with("prod/kustomization.yaml", "resources: [../base]\nnamePrefix: prod-\n")
                .with("base/kustomization.yaml", "resources: [settings.yaml]\n")
                .with("base/settings.yaml", CONFIG.formatted("settings")).with("unrelated.yaml", "x");
    }

    private static Rendered rendered(MapTree tree, String path) {
        RenderResult result = Renderer.render(tree, path, RenderOptions.DEFAULT);
        assertThat(result).isInstanceOf(Rendered.class);
        return (Rendered) result;
    }

    private static RenderFailed failed(MapTree tree, String path) {
        RenderResult result = Renderer.render(tree, path, RenderOptions.DEFAULT);
        assertThat(result).isInstanceOf(RenderFailed.class);
        return (RenderFailed) result;
    }
}
