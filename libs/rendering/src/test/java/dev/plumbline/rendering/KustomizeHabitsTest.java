package dev.plumbline.rendering;

import org.junit.jupiter.api.Test;

import dev.plumbline.rendering.RenderResult.RenderFailed;
import dev.plumbline.rendering.RenderResult.Rendered;

import static org.assertj.core.api.Assertions.assertThat;

/// Habits of kustomize that comparing random kustomizations with `kubectl kustomize` brought to light, beyond the
/// recorded cases.
class KustomizeHabitsTest {
    private static final String CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

    @Test
    void aStrategicPatchQuotesWhatLooksLikeANumberButIsAString() {
        MapTree tree = new MapTree().with("base/kustomization.yaml", "resources: [a.yaml]\nnamespace: \"123\"\n")
                .with("base/a.yaml", CONFIG).with("kustomization.yaml",
                        """
                resources: [base]
                patches:
                - target: {kind: ConfigMap}
                  patch: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: a}
                    data: {k: v}
                """);

        assertThat(text(tree)).contains("namespace: \"123\"\n");
    }

    @Test
    void aNullInALabelOfATargetedPatchBecomesAText() {
        MapTree tree = new MapTree().with("a.yaml", CONFIG).with("kustomization.yaml",
                """
                resources: [a.yaml]
                patches:
                - target: {kind: ConfigMap}
                  patch: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: a, labels: {x: null}}
                """);

        assertThat(text(tree)).contains("x: \"null\"\n");
    }

    @Test
    void aFieldSpecOfOneKindHidesTheBuiltInOneForAll() {
        MapTree tree = new MapTree().with("a.yaml", CONFIG + "---\napiVersion: x/v1\nkind: Own\nmetadata: {name: b}\n")
                .with("fields.yaml", "namePrefix:\n- {path: metadata/name, kind: Own}\n")
                .with("kustomization.yaml", "resources: [a.yaml]\nnamePrefix: p-\nconfigurations: [fields.yaml]\n");

        assertThat(text(tree)).contains("name: a\n", "name: p-b\n");
    }

    @Test
    void aPatchMayNotTakeTheNameAway() {
        MapTree tree = new MapTree().with("a.yaml", CONFIG).with("kustomization.yaml",
                """
                resources: [a.yaml]
                patches:
                - target: {kind: ConfigMap}
                  patch: '[{"op": "remove", "path": "/metadata/name"}]'
                """);

        assertThat(Renderer.render(tree, "", RenderOptions.DEFAULT)).isInstanceOfSatisfying(RenderFailed.class,
                failed -> assertThat(failed.errors().getFirst()).hasToString(
                        "a.yaml:1: missing metadata.name in object of kind ConfigMap"));
    }

    @Test
    void aJsonPatchMayAddAFirstAnnotationAndReplaceWhatIsMissing() {
        MapTree tree = new MapTree().with("a.yaml", CONFIG).with("kustomization.yaml",
                """
                resources: [a.yaml]
                patches:
                - target: {kind: ConfigMap}
                  patch: |
                    - {op: add, path: /metadata/annotations/x, value: 'y'}
                    - {op: replace, path: /data, value: {k: yes}}
                """);

        assertThat(text(tree)).contains("  annotations:\n    x: \"y\"\n", "data:\n  k: true\n");
    }

    private static String text(MapTree tree) {
        RenderResult result = Renderer.render(tree, "", RenderOptions.DEFAULT);
        assertThat(result).isInstanceOf(Rendered.class);
        return Renderer.print(((Rendered) result).resources());
    }
}
