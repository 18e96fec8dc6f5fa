package dev.plumbline.manifests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [FieldPath]: the form for people and the one that Kubernetes prints.
class FieldPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/spec/replicas", "/spec/template/spec/containers[name=web]/image",
            "/metadata/finalizers[=\"x\"]", "/a/0", "/spec/ports[port=80,protocol=TCP]/targetPort",
            "/metadata/annotations/x.y~1z", "/items[name=\"80\"]", "/items[name=\"a,b]\"]/v"})
    void readsBackWhatItWrites(String text) {
        assertThat(FieldPath.parse(text)).hasToString(text);
    }

    @Test
    void printsItselfAsKubernetesDoes() {
        assertThat(FieldPath.parse("/spec/ports[port=80,protocol=TCP]/targetPort").toKubernetes())
                .isEqualTo(".spec.ports[port=80,protocol=\"TCP\"].targetPort");
        assertThat(FieldPath.parse("/metadata/annotations/x.y~1z").toKubernetes())
                .isEqualTo(".metadata.annotations.x.y/z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec", "/", "/a[b", "/a[b=1", "/a[=1"})
    void refusesWhatIsNoPath(String text) {
        assertThatThrownBy(() -> FieldPath.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No field path");
    }
}
