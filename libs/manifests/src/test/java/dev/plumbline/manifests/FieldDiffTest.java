package dev.plumbline.manifests;

import org.junit.jupiter.api.Test;

import static dev.plumbline.manifests.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

/// [FieldDiff]: what a person is shown of two versions of an object.
class FieldDiffTest {
    private static final Schema DEPLOYMENT = BuiltInTypes.load().schema("apps/v1", "Deployment").orElseThrow();

    @Test
    void matchesItemsOfKeyedListsByTheirKeys() {
        assertThat(FieldDiff.between(
                tree("{spec: {template: {spec: {containers: [{name: a, image: 'x:1'}, {name: b, image: 'y:1'}]}}}}"),
                tree("{spec: {template: {spec: {containers: [{name: b, image: 'y:1'}, {name: a, image: 'x:2'}]}}}}"),
                DEPLOYMENT))
                .containsExactly(
                        new FieldDiff(FieldPath.parse("/spec/template/spec/containers[name=a]/image"), tree("'x:1'"),
                                tree("'x:2'")));
    }

    @Test
    void showsWhatCameAndWentAsOneFieldEach() {
        assertThat(FieldDiff.between(tree("{a: {b: 1}, c: [1]}"), tree("{c: [1, 2], d: {e: {f: 1}}}")))
                .extracting(diff -> diff.path().toString()).containsExactly("/a", "/c", "/d");
    }

    @Test
    void findsNoDifferenceBetweenSpellings() {
        assertThat(FieldDiff.between(tree("{a: 1.0, b: 2}"), tree("{b: 2, a: 1}"))).isEmpty();
    }
}
