package dev.plumbline.kubernetes.managedfields;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.FieldPath;

import static org.assertj.core.api.Assertions.assertThat;

/// [FieldManager#apply] against what a kube-apiserver 1.36 answered to the same requests.
class ServerSideApplyTest {
    private static final String A1 = "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: '1'}}";
    private static final String A2 = "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: '2'}}";
    private static final String B1 = "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {b: '1'}}";
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: %s
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: app, image: "nginx:1.27"}]}
            """;

    private final Tracked configMap = Tracked.configMap();

    @Test
    void ownsWhatWasApplied() {
        configMap.apply("one", A1);

        assertThat(configMap.owners()).isEqualTo(Map.of("one Apply", "{\"f:data\":{\"f:a\":{}}}"));
    }

    @Test
    void sharesFieldsThatAreAppliedWithTheSameValue() {
        configMap.apply("one", A1);
        configMap.apply("two", A1);

        assertThat(configMap.owners()).containsOnlyKeys("one Apply", "two Apply");
    }

    @Test
    void refusesToChangeWhatAnotherApplierOwns() {
        configMap.apply("one", A1);

        Applied applied = configMap.apply("two", A2);

        assertThat(applied).isInstanceOfSatisfying(Applied.Conflicts.class, conflicts -> assertThat(conflicts.message())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .data.a"));
    }

    @Test
    void namesTheVersionOfUpdatersInConflicts() {
        configMap.update("creator", A1);

        Applied applied = configMap.apply("one", A2);

        assertThat(applied).isInstanceOfSatisfying(Applied.Conflicts.class,
                conflicts -> assertThat(conflicts.conflicts().getFirst().message())
                        .isEqualTo("conflict with \"creator\" using v1"));
    }

    @Test
    void conflictsWithItsOwnUpdates() {
        configMap.update("one", A1);

        assertThat(configMap.apply("one", A2)).isInstanceOf(Applied.Conflicts.class);
    }

    @Test
    void takesOwnershipByForce() {
        configMap.apply("one", A1);
        configMap.force("two", A2);

        assertThat(configMap.owners()).containsOnlyKeys("two Apply");
        assertThat(configMap.live().at("/data/a").asText()).isEqualTo("2");
    }

    @Test
    void removesWhatNobodyElseOwns() {
        configMap.apply("one", A1);
        configMap.apply("one", B1);

        assertThat(configMap.live().path("data")).hasToString("{\"b\":\"1\"}");
    }

    @Test
    void leavesWhatIsOwnedByOthersWhenItIsGivenUp() {
        configMap.apply("one", A1);
        configMap.apply("two", A1);
        configMap.apply("one", B1);

        assertThat(configMap.live().path("data")).hasToString("{\"a\":\"1\",\"b\":\"1\"}");
    }

    @Test
    void leavesNoEntryForAConfigurationThatNamesNothing() {
        configMap.update("creator", A1);
        configMap.apply("one", B1);
        configMap.apply("one", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}");

        assertThat(configMap.owners()).isEqualTo(Map.of("creator Update", "{\"f:data\":{\".\":{},\"f:a\":{}}}"));
    }

    @Test
    void keepsEvenTheTimeWhenNothingChanges() {
        configMap.apply("one", A1);
        ObjectNode before = configMap.live();

        configMap.apply("one", A1);

        assertThat(configMap.live()).isEqualTo(before);
    }

    @Test
    void attributesUntrackedFieldsToBeforeFirstApply() {
        configMap.apply("one", A1);
        configMap.update("m",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, managedFields: [{}]}, data: {a: '1', b: '1'}}");
        configMap.apply("one", A1);

        assertThat(configMap.owners()).isEqualTo(Map.of("before-first-apply Update",
                "{\"f:data\":{\".\":{},\"f:a\":{},\"f:b\":{}}}", "one Apply", "{\"f:data\":{\"f:a\":{}}}"));
    }

    @Test
    void saysWhatDoesNotFitTheSchema() {
        Applied applied = configMap.apply("one",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: 1}}");

        assertThat(applied).isEqualTo(new Applied.Untypable("failed to create typed patch object "
                + "(/c; /v1, Kind=ConfigMap): .data.a: expected string, got &value.valueUnstructured{Value:1}"));
    }

    @Test
    void letsKubectlTakeOverFromItsClientSideApply() {
        String annotated = "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, annotations: {" + LAST_APPLIED
                + ": '{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\"},\"data\":{\"a\":\"1\"}}'}},"
                + " data: {a: '1'}}";
        configMap.update("kubectl-client-side-apply", annotated);

        Applied applied = configMap.apply("kubectl", A2);

        assertThat(applied).isInstanceOf(Applied.Merged.class);
        assertThat(configMap.live().path("metadata").path("annotations").path(LAST_APPLIED).asText()).isEqualTo(
                "{\"apiVersion\":\"v1\",\"data\":{\"a\":\"2\"},\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\"}}\n");
    }

    @Test
    void doesNotOwnStatusThroughTheMainResource() {
        Tracked deployment = Tracked.deployment();

        deployment.apply("one", WEB.formatted("1") + "status: {replicas: 3}\n");

        assertThat(deployment.owners().get("one Apply")).contains("f:replicas").doesNotContain("f:status");
    }

    @Test
    void handsReplicasOverToTheScaler() {
        Tracked deployment = Tracked.deployment();
        deployment.apply("one", WEB.formatted("1"));
        ObjectNode scaled = deployment.live().deepCopy();
        scaled.withObject("/spec").put("replicas", 4);
        ObjectNode scale = Tracked
                .yaml("{apiVersion: autoscaling/v1, kind: Scale, metadata: {name: web}, spec: {replicas: 1}}");
        ObjectNode newScale = Tracked
                .yaml("{apiVersion: autoscaling/v1, kind: Scale, metadata: {name: web}, spec: {replicas: 4}}");

        ObjectNode parent = new ScaleTracking("apps/v1", FieldPath.of("spec", "replicas"))
                .update(deployment.live(), scale, newScale, scaled, "hpa", Instant.EPOCH);

        assertThat(Entries.of(parent)).hasSize(2).last().hasToString("{\"manager\":\"hpa\",\"operation\":\"Update\","
                + "\"apiVersion\":\"apps/v1\",\"fieldsType\":\"FieldsV1\","
                + "\"fieldsV1\":{\"f:spec\":{\"f:replicas\":{}}},\"subresource\":\"scale\"}");
    }
}
