package dev.plumbline.kubernetes;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.plumbline.kubernetes.audit.AuditSettings;

import picocli.CommandLine.Option;

/// The flags of the audit webhook; names, meanings and defaults are kube-apiserver's.
final class AuditFlags {
    @Option(names = "--audit-webhook-config-file", paramLabel = "KUBECONFIG", description = "Names the receiver of events.")
    private @Nullable Path webhook;

    @Option(names = "--audit-policy-file", paramLabel = "FILE", description = "Policy (audit.k8s.io/v1): what is recorded.")
    private @Nullable Path policy;

    @Option(names = "--audit-webhook-batch-buffer-size", paramLabel = "N", description = "Events that may wait; more are dropped.", defaultValue = "10000")
    private int bufferSize;

    @Option(names = "--audit-webhook-batch-max-size", paramLabel = "N", description = "Events in one batch.", defaultValue = "400")
    private int maxSize;

    @Option(names = "--audit-webhook-batch-max-wait", paramLabel = "DURATION", description = "How long a batch may wait to be full.", defaultValue = "30s", converter = GoDuration.class)
    private Duration maxWait = AuditSettings.Batches.DEFAULT.maxWait();

    @Option(names = "--audit-webhook-batch-throttle-qps", paramLabel = "N", description = "Batches a second, on average.", defaultValue = "10")
    private int throttleQps;

    @Option(names = "--audit-webhook-batch-throttle-burst", paramLabel = "N", description = "Batches at once after a pause.", defaultValue = "15")
    private int throttleBurst;

    @Option(names = "--audit-webhook-initial-backoff", paramLabel = "DURATION", description = "Wait before a batch is sent again.", defaultValue = "10s", converter = GoDuration.class)
    private Duration initialBackoff = AuditSettings.Batches.DEFAULT.initialBackoff();

    /// Flags that don't go together are an IllegalArgumentException.
    AuditSettings settings() {
        if (webhook == null || policy == null) {
            throw new IllegalArgumentException("--audit-webhook-config-file and --audit-policy-file need each other: "
                    + "events are sent to the one and chosen by the other");
        }
        return new AuditSettings(webhook, policy, new AuditSettings.Batches(bufferSize, maxSize, maxWait,
                initialBackoff, throttleQps, throttleBurst));
    }
}
