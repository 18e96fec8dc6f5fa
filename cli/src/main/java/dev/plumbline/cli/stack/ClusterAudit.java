package dev.plumbline.cli.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.plumbline.local.supervisor.AtomicFile;

/// Lets the embedded Kubernetes API tell differ who writes what, with the flags and files that a real API server takes.
final class ClusterAudit {
    /// Who wrote, and no bodies; what controllers of the cluster renew all the time is left out.
    private static final String POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived, ResponseStarted]
            rules:
            - {level: None, nonResourceURLs: ["*"]}
            - {level: None, resources: [{group: coordination.k8s.io}, {group: events.k8s.io}, {group: "", resources: [events]}]}
            - {level: Metadata, verbs: [create, update, patch]}
            """;

    private ClusterAudit() {
    }

    static List<String> flags(Path data, URI differ, String token) throws IOException {
        Path policy = Files.writeString(data.resolve("cluster-audit-policy.yaml"), POLICY);
        Path webhook = data.resolve("cluster-audit-webhook.yaml");
        AtomicFile.writeSecret(webhook, """
                apiVersion: v1
                kind: Config
                clusters: [{name: differ, cluster: {server: "%s"}}]
                users: [{name: kubernetes, user: {token: "%s"}}]
                contexts: [{name: differ, context: {cluster: differ, user: kubernetes}}]
                current-context: differ
                """.formatted(differ.resolve("/audit-events"), token.strip()).getBytes(StandardCharsets.UTF_8));
        return List.of("--audit-policy-file", policy.toString(), "--audit-webhook-config-file", webhook.toString(),
                "--audit-webhook-batch-max-wait", "50ms", "--audit-webhook-batch-throttle-qps", "20",
                "--audit-webhook-initial-backoff", "500ms");
    }
}
