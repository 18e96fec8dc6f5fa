package dev.plumbline.kubernetes.junit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import static dev.plumbline.kubernetes.junit.Clients.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// What programs write with the fabric8 client, against what a cluster makes of it.
@EmbeddedKubernetes(users = @EmbeddedKubernetes.User(name = "alice", groups = "developers"))
class WritesTest {
    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: teas.example.com}
            spec:
              group: example.com
              scope: Namespaced
              names: {plural: teas, singular: tea, kind: Tea}
              versions:
              - name: v1
                served: true
                storage: true
                subresources: {status: {}}
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec:
                        type: object
                        properties:
                          minutes: {type: integer, default: 3, minimum: 1}
                      status: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;
    private static KubernetesCluster cluster;
    private static KubernetesClient client;

    @BeforeAll
    static void connect(KubernetesCluster given) {
        cluster = given;
        client = Clients.of(cluster.kubeconfig());
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    private static PatchContext manager(String name, PatchType type, boolean force) {
        return new PatchContext.Builder().withFieldManager(name).withPatchType(type).withForce(force).build();
    }

    private static PatchContext applyBy(String name, boolean force) {
        return manager(name, PatchType.SERVER_SIDE_APPLY, force);
    }

    private static Deployment deployment(String name, int replicas) {
        return new DeploymentBuilder().withNewMetadata().withName(name).withNamespace("default").endMetadata()
                .withNewSpec().withReplicas(replicas).withNewSelector().withMatchLabels(Map.of("app", name))
                .endSelector().withNewTemplate().withNewMetadata().withLabels(Map.of("app", name)).endMetadata()
                .withNewSpec().addNewContainer().withName("web").withImage("registry.example.com/web:1").endContainer()
                .endSpec().endTemplate().endSpec().build();
    }

    @Test
    void applySharesAnObjectAmongManagersAndRefusesConflicts() {
        client.resource(configMap("shared", "a", "1")).patch(applyBy("one", false));
        client.resource(configMap("shared", "b", "2")).patch(applyBy("two", false));

        Resource<ConfigMap> taking = client.resource(configMap("shared", "a", "3"));
        assertThatThrownBy(() -> taking.patch(applyBy("three", false)))
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(409);
                    assertThat(refused.getStatus().getDetails().getCauses()).singleElement()
                            .satisfies(cause -> assertThat(cause.getField()).isEqualTo(".data.a"));
                });
        ConfigMap taken = taking.patch(applyBy("three", true));

        assertThat(taken.getData()).isEqualTo(Map.of("a", "3", "b", "2"));
        assertThat(taken.getMetadata().getManagedFields()).extracting(ManagedFieldsEntry::getManager)
                .containsExactlyInAnyOrder("two", "three");
    }

    @Test
    void serverSideApplyOfTheClientTakesItsDefaults() {
        ConfigMap applied = client.resource(configMap("plain-apply", "a", "1")).serverSideApply();

        assertThat(applied.getMetadata().getManagedFields()).singleElement().satisfies(entry -> {
            assertThat(entry.getOperation()).isEqualTo("Apply");
            assertThat(entry.getManager()).isEqualTo("fabric8");
        });
    }

    @Test
    void patchesOfEachKindChangeWhatTheySay() {
        Resource<Deployment> web = client.resource(deployment("patched", 0));
        web.create();

        web.patch(PatchContext.of(PatchType.JSON),
                "[{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":{\"x\":\"1\"}}]");
        web.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"labels\":{\"y\":\"2\"}}}");
        Deployment patched = web.patch(PatchContext.of(PatchType.STRATEGIC_MERGE),
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"side\",\"image\":\"side:1\"}]}}}}");

        assertThat(patched.getMetadata().getLabels()).isEqualTo(Map.of("x", "1", "y", "2"));
        assertThat(patched.getSpec().getTemplate().getSpec().getContainers())
                .extracting(container -> container.getName()).containsExactlyInAnyOrder("web", "side");
    }

    @Test
    void anEditOfAnOldVersionIsRefused() {
        ConfigMap created = client.resource(configMap("raced", "a", "1")).create();
        client.resource(configMap("raced", "a", "2")).update();
        created.getData().put("a", "3");

        assertThatThrownBy(() -> client.resource(created).lockResourceVersion().update())
                .isInstanceOfSatisfying(KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(409));
    }

    @Test
    void aDeploymentBecomesReadyScalesRestartsAndTakesItsPodsAlong() {
        Resource<Deployment> web = client.resource(deployment("web", 2));
        web.create();
        Deployment ready = web.waitUntilReady(20, TimeUnit.SECONDS);
        assertThat(ready.getStatus().getReadyReplicas()).isEqualTo(2);

        client.apps().deployments().inNamespace("default").withName("web").scale(3);
        await().until(() -> pods("web").size() == 3);
        client.apps().deployments().inNamespace("default").withName("web").rolling().restart();
        await().untilAsserted(() -> {
            assertThat(web.get().getStatus().getUpdatedReplicas()).isEqualTo(3);
            assertThat(web.isReady()).isTrue();
        });
        web.withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();

        await().untilAsserted(() -> {
            assertThat(web.get()).isNull();
            assertThat(pods("web")).isEmpty();
        });
    }

    private static List<Pod> pods(String app) {
        return client.pods().inNamespace("default").withLabel("app", app).list().getItems();
    }

    /// The server writes a definition before it decides on its conditions, and a watch shows both.
    private static boolean isEstablished(@Nullable CustomResourceDefinition definition) {
        return Stream.ofNullable(definition).map(CustomResourceDefinition::getStatus).filter(Objects::nonNull)
                .map(CustomResourceDefinitionStatus::getConditions).filter(Objects::nonNull).flatMap(List::stream)
                .anyMatch(is -> is.getType().equals("Established") && is.getStatus().equals("True"));
    }

    @Test
    void genericResourcesFollowTheSchemaOfTheirDefinition() {
        client.resource(DEFINITION).create();
        client.apiextensions().v1().customResourceDefinitions().withName("teas.example.com").waitUntilCondition(
                WritesTest::isEstablished, 10, TimeUnit.SECONDS);
        Resource<HasMetadata> tea = client.resource("""
                {"apiVersion":"example.com/v1","kind":"Tea","metadata":{"name":"earl","namespace":"default"},"spec":{}}
                """);

        tea.create();
        GenericKubernetesResource stored = client.genericKubernetesResources("example.com/v1", "Tea")
                .inNamespace("default").withName("earl").require();
        assertThat(stored.<Integer>get("spec", "minutes")).isEqualTo(3);
        stored.setAdditionalProperty("status", Map.of("drunk", true));
        GenericKubernetesResource drunk = client.resource(stored).updateStatus();
        assertThat(drunk.<Boolean>get("status", "drunk")).isTrue();

        stored.setAdditionalProperty("spec", Map.of("minutes", 0));
        assertThatThrownBy(() -> client.resource(stored).patch(PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\":{\"minutes\":0}}"))
                .isInstanceOfSatisfying(KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(422));
    }

    @Test
    void deletingANamespaceDeletesWhatIsInIt() {
        client.resource(new NamespaceBuilder().withNewMetadata().withName("leaving").endMetadata().build()).create();
        client.configMaps().inNamespace("leaving").resource(new ConfigMapBuilder()
                .withNewMetadata().withName("in-it").endMetadata().build()).create();

        client.namespaces().withName("leaving").delete();

        await().until(() -> client.namespaces().withName("leaving").get() == null);
        assertThat(client.configMaps().inNamespace("leaving").list().getItems()).isEmpty();
    }

    @Test
    void aUserMayDoWhatItIsGrantedAndNoMore() {
        client.resource("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: developers-view}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: developers}]
                """).create();
        try (KubernetesClient alice = Clients.of(cluster.kubeconfig("alice"))) {
            assertThat(alice.configMaps().inNamespace("default").list().getItems()).isNotNull();
            assertThatThrownBy(() -> alice.resource(configMap("hers", "a", "1")).create())
                    .isInstanceOfSatisfying(KubernetesClientException.class,
                            refused -> assertThat(refused.getCode()).isEqualTo(403));
        }
    }
}
