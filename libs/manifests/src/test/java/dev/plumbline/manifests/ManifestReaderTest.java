package dev.plumbline.manifests;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [ManifestReader]: what it takes out of a file, and where it says that something is wrong.
class ManifestReaderTest {
    private static final String WEB = """
            # the shop
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              template:
                spec:
                  containers:
                  - name: side
                    image: side:1
                  - name: web
                    image: web:1
            ---
            ---
            apiVersion: v1
            kind: Namespace
            metadata:
              name: shop
            """;

    @Test
    void readsEveryDocumentWithItsPosition() {
        List<Manifest> manifests = ManifestReader.read("shop.yaml", WEB);

        assertThat(manifests).extracting(Manifest::id).extracting(ResourceId::toString)
                .containsExactly("apps/Deployment/shop/web", "/Namespace//shop");
        assertThat(manifests).extracting(Manifest::position).extracting(SourcePosition::toString)
                .containsExactly("shop.yaml:2", "shop.yaml:15");
    }

    @Test
    void knowsTheLineOfAFieldInAKeyedList() {
        Manifest web = ManifestReader.read("shop.yaml", WEB).getFirst();

        assertThat(web.positionOf(FieldPath.parse("/spec/template/spec/containers[name=web]/image")).line())
                .isEqualTo(12);
        assertThat(web.positionOf(FieldPath.parse("/spec/replicas")).line()).isEqualTo(5);
    }

    @Test
    void takesTheItemsOutOfLists() {
        String list = """
                {"apiVersion": "v1", "kind": "List", "items": [
                  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}},
                  {"apiVersion": "v1", "kind": "ConfigMapList", "items": [
                    {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}}]}]}
                """;

        assertThat(ManifestReader.read("list.json", list)).extracting(manifest -> manifest.position().line())
                .containsExactly(2, 4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "kind: ConfigMap | f.yaml:1: a manifest needs apiVersion; it is missing",
            "apiVersion: v1 | f.yaml:1: a manifest needs kind; it is missing",
            "{apiVersion: v1, kind: ConfigMap} | f.yaml:1: ConfigMap: metadata is missing",
            "{apiVersion: v1, kind: A, metadata: {name: 5}} | f.yaml:1: A: metadata.name must be a string that is not empty, is 5",
            "{apiVersion: v1, kind: A, metadata: {generateName: a-}} | f.yaml:1: A: metadata.name generateName can't be applied; give it a name",
            "{apiVersion: 1, kind: A, metadata: {name: a}} | f.yaml:1: apiVersion must be a string that is not empty, is 1",
            "[a] | f.yaml:1: a manifest must be a map, is [a]",
            "{apiVersion: v1, kind: A, kind: B} | f.yaml:1: the key \"kind\" is already set in this map; remove one of the two"})
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThatThrownBy(() -> ManifestReader.read("f.yaml", text)).isInstanceOf(ManifestException.class)
                .hasMessage(message);
    }
}
