package dev.plumbline.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.plumbline.testkit.TestStack;

/// The Applications that are measured: one ConfigMap each, all in one repository.
final class Fleet {
    static final String COLOUR = "white";

    private Fleet() {
    }

    /// Declares them in one commit and waits until the last is in sync.
    static void declare(TestStack stack, int applications) throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < applications; i++) {
            files.put("applications/" + name(i) + ".yaml", TestStack.application(name(i), ""));
            files.put("apps/" + name(i) + "/settings.yaml", settings(COLOUR));
        }
        String commit = stack.push("Declare " + applications + " Applications", files);
        stack.webhook(commit, stack.webhookSecret());
        for (int i = 0; i < applications; i++) {
            stack.awaitSync(name(i), "Synced");
        }
    }

    static String name(int application) {
        return "bench-" + application;
    }

    static String settings(String colour) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: settings
                data:
                  colour: %s
                """.formatted(colour);
    }

    static String settingsPath(int application) {
        return "/api/v1/namespaces/" + name(application) + "/configmaps/settings";
    }
}
