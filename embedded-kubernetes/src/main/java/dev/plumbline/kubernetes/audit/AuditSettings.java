package dev.plumbline.kubernetes.audit;

import java.nio.file.Path;
import java.time.Duration;

/// Where events go, of what they are made, and how they are sent; all as kube-apiserver's flags of these names.
///
/// @param webhook kubeconfig of the receiver: its cluster's server is the URL that is posted to
/// @param policy  a `Policy` of `audit.k8s.io/v1`
public record AuditSettings(Path webhook, Path policy, Batches batches) {

    /// How events are collected and sent.
    ///
    /// @param bufferEvents   that may wait; more are dropped
    /// @param maxEvents      in one batch
    /// @param maxWait        until a batch is sent that is not full
    /// @param initialBackoff before a batch is sent again; each wait is half as long again, and the fifth attempt is the
    ///                       last
    /// @param perSecond      batches at most, on average
    /// @param burst          batches at once after a pause
    public record Batches(int bufferEvents, int maxEvents, Duration maxWait, Duration initialBackoff, int perSecond,
            int burst) {
        /// kube-apiserver's own.
        public static final Batches DEFAULT = new Batches(10_000, 400, Duration.ofSeconds(30), Duration.ofSeconds(10),
                10, 15);

        public Batches {
            if (bufferEvents <= 0 || maxEvents <= 0 || perSecond <= 0 || burst <= 0) {
                throw new IllegalArgumentException("The sizes and rates of audit batches must be positive, are buffer="
                        + bufferEvents + " max-size=" + maxEvents + " qps=" + perSecond + " burst=" + burst);
            }
        }
    }
}
