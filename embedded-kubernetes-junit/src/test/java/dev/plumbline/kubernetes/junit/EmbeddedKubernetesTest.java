package dev.plumbline.kubernetes.junit;

import java.nio.file.Files;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The extension against what its annotation promises.
@EmbeddedKubernetes(controllers = "namespace", users = @EmbeddedKubernetes.User(name = "alice"))
@SuppressWarnings("NullAway.Init") // the extension sets the fields
class EmbeddedKubernetesTest {
    private static KubernetesCluster early;
    private KubernetesCluster own;

    @BeforeAll
    static void seesTheStaticField(KubernetesCluster given) {
        assertThat(early).isSameAs(given);
    }

    @Test
    void handsOneClusterToFieldsAndParameters(KubernetesCluster given) {
        assertThat(given).isSameAs(early).isSameAs(own);
    }

    @Test
    void writesAKubeconfigForEachUser() throws Exception {
        assertThat(Files.readString(own.kubeconfig("alice"))).contains(own.url(), own.token("alice"));
        assertThat(Files.readString(own.kubeconfig())).contains(own.token());
        assertThat(own.authority()).content().contains("BEGIN CERTIFICATE");
    }

    @Test
    void saysWhichUsersThereAre() {
        assertThatThrownBy(() -> own.token("bob")).hasMessageContaining("bob").hasMessageContaining("alice");
    }

    @Nested
    class Inside {
        @Test
        void usesTheClusterOfTheOuterClass(KubernetesCluster given) {
            assertThat(given).isSameAs(own);
        }
    }

    @Nested
    @EmbeddedKubernetes(controllers = "namespace", scope = EmbeddedKubernetes.Scope.JVM)
    class Elsewhere {
        @Test
        void usesAnotherClusterThatAsksForOne(KubernetesCluster given) {
            assertThat(given.url()).isNotEqualTo(own.url());
        }
    }
}
