package dev.plumbline.kubernetes.managedfields;

import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/// [FieldManager#update] against what a kube-apiserver 1.36 recorded for creates, puts and patches.
class UpdateTrackingTest {
    private static final String OBJECT = "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {%s}}";

    private final Tracked configMap = Tracked.configMap();

    @Test
    void ownsContainersThatItCreated() {
        configMap.update("a", OBJECT.formatted("a: '1'"));

        assertThat(configMap.owners()).isEqualTo(Map.of("a Update", "{\"f:data\":{\".\":{},\"f:a\":{}}}"));
    }

    @Test
    void givesChangedFieldsToTheirWriter() {
        configMap.update("a", OBJECT.formatted("a: '1'"));
        configMap.update("b", OBJECT.formatted("a: '2', b: '1'"));

        assertThat(configMap.owners()).isEqualTo(Map.of("a Update", "{\"f:data\":{}}",
                "b Update", "{\"f:data\":{\"f:a\":{},\"f:b\":{}}}"));
    }

    @Test
    void takesRemovedFieldsFromEverybody() {
        configMap.apply("one", OBJECT.formatted("a: '1'"));
        configMap.update("b", OBJECT.formatted("b: '1'"));

        assertThat(configMap.owners()).isEqualTo(Map.of("b Update", "{\"f:data\":{\"f:b\":{}}}"));
    }

    @Test
    void keepsEverythingWhenNothingChanges() {
        configMap.apply("one", OBJECT.formatted("a: '1'"));
        ObjectNode before = configMap.live();

        configMap.update("b", OBJECT.formatted("a: '1'"));

        assertThat(configMap.live()).isEqualTo(before);
    }

    @Test
    void stopsTrackingAfterAReset() {
        configMap.apply("one", OBJECT.formatted("a: '1'"));
        configMap.update("m",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, managedFields: []}, data: {a: '1'}}");
        configMap.update("m", OBJECT.formatted("a: '2'"));

        assertThat(configMap.owners()).isEmpty();
    }

    @Test
    void ignoresMalformedEntriesOfARequest() {
        configMap.apply("one", OBJECT.formatted("a: '1'"));
        configMap.update("m", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, managedFields: "
                + "[{manager: x, operation: Steal, apiVersion: v1, fieldsType: FieldsV1}]}, data: {a: '1'}}");

        assertThat(configMap.owners()).containsOnlyKeys("one Apply");
    }

    @Test
    void mergesTheOldestUpdatersPastTen() {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            data.append("k%02d: '1', ".formatted(i));
            configMap.update("m%02d".formatted(i), OBJECT.formatted(data));
        }

        assertThat(configMap.owners()).hasSize(10).containsEntry("ancient-changes Update",
                "{\"f:data\":{\".\":{},\"f:k00\":{},\"f:k01\":{},\"f:k02\":{}}}");
    }

    @Test
    void namesWritersByTheirUserAgent() {
        assertThat(ManagerNames.of(null, "Some-Agent/2.3 (linux)")).isEqualTo("Some-Agent");
        assertThat(ManagerNames.of("", "x".repeat(200))).hasSize(128);
        assertThat(ManagerNames.of("", "\u00e9".repeat(200))).hasSize(64);
        assertThat(ManagerNames.of("kubectl-edit", "kubectl/1")).isEqualTo("kubectl-edit");
    }
}
