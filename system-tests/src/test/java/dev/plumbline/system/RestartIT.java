package dev.plumbline.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.testkit.TestStack;

import static dev.plumbline.system.Manifests.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Stopping and starting: what was missed is caught up with, what is in place stays untouched.
class RestartIT {
    @TempDir
    Path directory;

    @Test
    void catchesUpWithWhatWasCommittedMeanwhileAndAppliesNothingElse() throws IOException, InterruptedException {
        try (TestStack stack = TestStack.start(directory)) {
            stack.declare("kept", "", Map.of("settings.yaml", configMap("settings", "red")));
            stack.declare("moved", "", Map.of("settings.yaml", configMap("settings", "red")));
            String version = resourceVersion(stack, "kept");
            stack.down();

            stack.push("Paint while it is down", Map.of("apps/moved/settings.yaml", configMap("settings", "blue")));
            stack.up();

            await().untilAsserted(() -> assertThat(stack.cluster()
                    .get("/api/v1/namespaces/moved/configmaps/settings").at("/data/colour").asText())
                    .isEqualTo("blue"));
            stack.awaitSync("kept", "Synced");
            stack.awaitSync("moved", "Synced");
            assertThat(resourceVersion(stack, "kept")).isEqualTo(version);
            assertThat(stack.audit().items("changes?application=kept&name=settings")).hasSize(1);
            assertThat(stack.audit().items("changes?application=moved&name=settings")).hasSize(2);
        }
    }

    private static String resourceVersion(TestStack stack, String namespace) throws IOException {
        return stack.cluster().get("/api/v1/namespaces/" + namespace + "/configmaps/settings")
                .at("/metadata/resourceVersion").asText();
    }
}
