package dev.plumbline.kubernetes.discovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.json.Json;

/// `/version`: the Kubernetes version whose behaviour this server has.
public final class ServerVersion {

    private ServerVersion() {
    }

    /// Indented by two spaces, as the real server writes it.
    public static byte[] json() {
        return Json.indented(document());
    }

    private static ObjectNode document() {
        return JsonNodeFactory.instance.objectNode().put("major", "1").put("minor", "36")
                .put("emulationMajor", "1").put("emulationMinor", "36").put("minCompatibilityMajor", "1")
                .put("minCompatibilityMinor", "35").put("gitVersion", "v1.36.2+plumbline").put("gitCommit", "plumbline")
                .put("gitTreeState", "clean").put("buildDate", "2026-01-01T00:00:00Z")
                .put("goVersion", "java" + Runtime.version().feature()).put("compiler", "javac")
                .put("platform", "linux/amd64");
    }
}
