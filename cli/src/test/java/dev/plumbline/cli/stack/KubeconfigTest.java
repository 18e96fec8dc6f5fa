package dev.plumbline.cli.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [Kubeconfig] against files as kubectl reads them.
class KubeconfigTest {
    private static final String FILE = """
            apiVersion: v1
            kind: Config
            current-context: local
            contexts:
            - name: local
              context: {cluster: one, user: me}
            clusters:
            - name: one
              cluster: {server: "https://127.0.0.1:6443"}
            users:
            - name: me
              user: {token: t0ken}
            """;

    @TempDir
    Path directory;

    @Test
    void readsTheCurrentContext() throws Exception {
        Kubeconfig kubeconfig = Kubeconfig.read(written(FILE));

        assertThat(kubeconfig.server()).isEqualTo(URI.create("https://127.0.0.1:6443"));
        assertThat(kubeconfig.token()).contains("t0ken");
        assertThat(kubeconfig.toString()).doesNotContain("t0ken");
    }

    @Test
    void namesWhatAContextPointsToInVain() throws IOException {
        Path file = written(FILE.replace("cluster: one", "cluster: two"));

        assertThatThrownBy(() -> Kubeconfig.read(file)).isInstanceOf(Complaint.class)
                .hasMessageContaining("no cluster \"two\"");
    }

    private Path written(String content) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), content);
    }
}
