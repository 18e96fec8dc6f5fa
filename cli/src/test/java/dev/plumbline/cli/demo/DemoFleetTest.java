package dev.plumbline.cli.demo;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.cli.stack.GitCommand;

import static org.assertj.core.api.Assertions.assertThat;

/// The demo's repository against the samples of this checkout.
class DemoFleetTest {
    private static final Path SAMPLES = Path.of("").toAbsolutePath().resolveSibling("samples").resolve("fleet");

    @TempDir
    Path directory;

    @Test
    void holdsTheSampleFleetAndKeepsWhatWasCommittedSince() throws Exception {
        DemoFleet.create(SAMPLES, directory);
        GitCommand bare = new GitCommand(directory.resolve("fleet.git"));
        String first = bare.run("rev-parse", "main");

        DemoFleet.create(SAMPLES, directory);

        assertThat(bare.run("rev-parse", "main")).isEqualTo(first);
        assertThat(bare.run("ls-tree", "-r", "--name-only", "main")).contains("applications/shop-dev.yaml",
                "shop/overlays/prod/kustomization.yaml");
    }
}
