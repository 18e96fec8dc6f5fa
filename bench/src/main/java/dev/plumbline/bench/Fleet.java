package dev.plumbline.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.plumbline.manifests.ResourceId;
import dev.plumbline.testkit.TestStack;

/// The Applications that are measured, all in one repository: each has so many ConfigMaps.
record Fleet(int applications, int resources) {
    static final String COLOUR = "white";

    /// Declares them in one commit and waits until the last is in sync.
    void declare(TestStack stack) throws IOException, InterruptedException {
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

    /// The manifests of one Application.
    String settings(String colour) {
        StringBuilder manifests = new StringBuilder();
        for (int i = 0; i < resources; i++) {
            manifests.append("""
                    ---
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: settings-%d
                    data:
                      colour: %s
                    """.formatted(i, colour));
        }
        return manifests.toString();
    }

    /// One of all resources, by its number.
    ResourceId resource(int number) {
        return new ResourceId("", "ConfigMap", name(number % applications), "settings-" + number / applications);
    }

    static String path(ResourceId resource) {
        return "/api/v1/namespaces/" + resource.namespace() + "/configmaps/" + resource.name();
    }
}
