package dev.plumbline.renderer.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.manifests.ResourceId;

import static org.assertj.core.api.Assertions.assertThat;

/// [SnapshotCheck] against sets of manifests as people write them.
class SnapshotCheckTest {

    @Test
    void fillsInTheNamespaceOfTheTarget() {
        assertThat(complete("shop", Fixtures.configMap("settings", "1"))).singleElement().satisfies(resource -> {
            assertThat(resource.id()).isEqualTo(new ResourceId("", "ConfigMap", "shop", "settings"));
            assertThat(resource.manifest().at("/metadata/namespace").textValue()).isEqualTo("shop");
        });
    }

    @Test
    void keepsANamespaceThatIsWritten() {
        assertThat(complete("shop", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: other}
                """)).extracting(resource -> resource.id().namespace()).containsExactly("other");
    }

    @Test
    void takesTheNamespaceFromClusterScopedKinds() {
        assertThat(complete("shop", """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: reader, namespace: shop}
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop}
                """)).allSatisfy(resource -> {
            assertThat(resource.id().isClusterScoped()).isTrue();
            assertThat(resource.manifest().path("metadata").has("namespace")).isFalse();
        });
    }

    @Test
    void asksTheDefinitionInTheSetForTheScopeOfACustomKind() {
        assertThat(complete("shop", """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: clusters.example.com}
                spec: {group: example.com, scope: Cluster, names: {kind: Cluster, plural: clusters}}
                ---
                apiVersion: example.com/v1
                kind: Cluster
                metadata: {name: one}
                ---
                apiVersion: example.com/v1
                kind: Unknown
                metadata: {name: two}
                """)).extracting(resource -> resource.id().toString()).containsExactly(
                "apiextensions.k8s.io/CustomResourceDefinition//clusters.example.com", "example.com/Cluster//one",
                "example.com/Unknown/shop/two");
    }

    @Test
    void refusesANamespacedResourceWithoutAnyNamespace() {
        assertThat(errors(null, Fixtures.configMap("settings", "1"))).containsExactly(
                "file.yaml:1: ConfigMap settings: no namespace: write metadata.namespace, or target.namespace of the"
                        + " Application");
    }

    @Test
    void refusesADuplicateAndNamesBothPlaces() {
        assertThat(errors("shop", Fixtures.configMap("settings", "1") + "---\n" + Fixtures.configMap("settings", "2")))
                .singleElement().asString().startsWith("file.yaml:6: ConfigMap settings: it is declared twice, also at"
                        + " file.yaml:1");
    }

    @Test
    void refusesASecretInClearText() {
        assertThat(errors("shop", """
                apiVersion: v1
                kind: Secret
                metadata: {name: password}
                stringData: {password: hunter2}
                """)).singleElement().asString().startsWith("file.yaml:1: Secret password: a Secret in clear text")
                .doesNotContain("hunter2");
    }

    @Test
    void letsASecretWithoutValuesPass() {
        assertThat(complete("shop", "{apiVersion: v1, kind: Secret, metadata: {name: empty}, type: Opaque}"))
                .hasSize(1);
    }

    @Test
    void refusesWhatIsNoResourceOfACluster() {
        assertThat(errors("shop", """
                apiVersion: plumbline.dev/v1
                kind: Application
                metadata: {name: nested}
                ---
                apiVersion: Apps/V1
                kind: Deployment
                metadata: {name: web}
                ---
                apiVersion: apps/v1
                kind: deployment
                metadata: {name: web}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a/b}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: stolen, annotations: {plumbline.dev/owner: me}}
                """)).hasSize(5).allSatisfy(error -> assertThat(error).startsWith("file.yaml:"));
    }

    private static List<SnapshotResource> complete(String namespace, String yaml) {
        Evaluation evaluation = check(namespace, yaml);
        assertThat(evaluation).isInstanceOf(Evaluation.Complete.class);
        return evaluation instanceof Evaluation.Complete(List<SnapshotResource> resources) ? resources : List.of();
    }

    private static List<String> errors(@Nullable String namespace, String yaml) {
        return check(namespace, yaml) instanceof Evaluation.Failed failed
                ? failed.errors().stream().map(Object::toString).toList()
                : List.of();
    }

    private static Evaluation check(@Nullable String namespace, String yaml) {
        return SnapshotCheck.of(new ApplicationSpec.Target("local", namespace, false), Fixtures.objects(yaml));
    }
}
