package dev.plumbline.rendering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.KustomizeBinary.Limits;
import dev.plumbline.rendering.RenderResult.NeedsBinary;
import dev.plumbline.rendering.RenderResult.RenderFailed;
import dev.plumbline.rendering.RenderResult.Rendered;

import static org.assertj.core.api.Assertions.assertThat;

/// [KustomizeBinary] around programs that behave as kustomize may: printing, failing, hanging, flooding.
class KustomizeBinaryTest {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), 1 << 16);

    @TempDir
    Path bin;

    @TempDir
    Path tree;

    @Test
    void prefersKustomizeToKubectlAndPassesTheDirectory() throws Exception {
        program("kubectl", "exit 1");
        program("kustomize", """
                [ "$1" = build ] || exit 1
                printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: "%s"}\\n' "$(basename "$2")"
                """);

        RenderResult result = build(LIMITS);

        assertThat(result).isInstanceOfSatisfying(Rendered.class, rendered -> assertThat(
                rendered.resources().getFirst().body().at("/metadata/name").asText()).isEqualTo("overlay"));
        assertThat(result.filesRead()).containsExactly("");
    }

    @Test
    void runsKubectlKustomizeWhereThereIsNoKustomize() throws Exception {
        program("kubectl", """
                [ "$1" = kustomize ] || exit 1
                printf 'apiVersion: v1\\nkind: Namespace\\nmetadata: {name: shop}\\n'
                """);

        assertThat(build(LIMITS)).isInstanceOf(Rendered.class);
    }

    @Test
    void reportsWhatTheToolSaysWhenItFails() throws Exception {
        program("kustomize", "echo 'Error: must specify --enable-helm' >&2; exit 1");

        assertThat(error(build(LIMITS))).isEqualTo("overlay: kustomize: Error: must specify --enable-helm");
    }

    @Test
    void givesNoAccessToTheEnvironmentOfThisProcess() throws Exception {
        program("kustomize", "env >&2; exit 1");

        assertThat(error(build(LIMITS))).contains("HTTPS_PROXY=http://127.0.0.1:9", "GIT_ALLOW_PROTOCOL=none")
                .doesNotContain("JAVA_HOME", "USER=");
    }

    @Test
    void endsAToolThatHangs() throws Exception {
        program("kustomize", "exec sleep 600");

        assertThat(error(build(new Limits(Duration.ofMillis(200), 1000)))).contains("did not end within");
    }

    @Test
    void endsAToolThatPrintsTooMuch() throws Exception {
        program("kustomize", "while :; do echo 0123456789; done");

        assertThat(error(build(new Limits(Duration.ofSeconds(20), 1000)))).startsWith("overlay: kustomize: ");
    }

    @Test
    void saysWhichFieldNeedsTheToolAndHowToGetIt() {
        NeedsBinary needed = new NeedsBinary("helmCharts", new SourcePosition("overlay/kustomization.yaml", 3),
                new TreeSet<>());

        assertThat(KustomizeBinary.find(bin.toString())).isEmpty();
        assertThat(KustomizeBinary.explain(needed).toString()).startsWith("overlay/kustomization.yaml:3: ")
                .contains("`helmCharts`", "Debian's package `kustomize`");
    }

    private RenderResult build(Limits limits) throws InterruptedException {
        return KustomizeBinary.find(bin.toString()).orElseThrow().build(tree, "overlay", limits);
    }

    private static String error(RenderResult result) {
        assertThat(result).isInstanceOf(RenderFailed.class);
        return ((RenderFailed) result).errors().getFirst().toString();
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
