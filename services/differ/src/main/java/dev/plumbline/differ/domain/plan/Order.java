package dev.plumbline.differ.domain.plan;

import java.util.Comparator;
import java.util.Map;

import dev.plumbline.manifests.ResourceId;

/// The order in which kinds are applied: what others stand on comes first; webhooks, which can refuse all others, last.
/// Deletions take the reverse.
public final class Order {
    private static final int DEFINITIONS = 1;
    private static final int CLASSES = 2;
    private static final int REST = 20;
    private static final int WEBHOOKS = 30;
    private static final Map<String, Integer> RANKS = Map.ofEntries(Map.entry("/Namespace", 0),
            Map.entry("apiextensions.k8s.io/CustomResourceDefinition", DEFINITIONS),
            Map.entry("/ResourceQuota", 3), Map.entry("/LimitRange", 3),
            Map.entry("networking.k8s.io/NetworkPolicy", 3),
            Map.entry("policy/PodDisruptionBudget", 3), Map.entry("/ServiceAccount", 4),
            Map.entry("rbac.authorization.k8s.io/ClusterRole", 5), Map.entry("rbac.authorization.k8s.io/Role", 5),
            Map.entry("rbac.authorization.k8s.io/ClusterRoleBinding", 6),
            Map.entry("rbac.authorization.k8s.io/RoleBinding", 6), Map.entry("/ConfigMap", 7), Map.entry("/Secret", 7),
            Map.entry("/PersistentVolume", 8), Map.entry("/PersistentVolumeClaim", 9), Map.entry("/Service", 10),
            Map.entry("apps/DaemonSet", 11), Map.entry("/Pod", 11), Map.entry("/ReplicationController", 11),
            Map.entry("apps/ReplicaSet", 11), Map.entry("apps/Deployment", 11), Map.entry("apps/StatefulSet", 11),
            Map.entry("batch/Job", 12), Map.entry("batch/CronJob", 12),
            Map.entry("admissionregistration.k8s.io/MutatingWebhookConfiguration", WEBHOOKS),
            Map.entry("admissionregistration.k8s.io/ValidatingWebhookConfiguration", WEBHOOKS));

    private Order() {
    }

    /// The order to apply in; where kinds do not decide, the snapshot does.
    ///
    /// @param places each resource's place in the snapshot
    static Comparator<ResourceId> of(Map<ResourceId, Integer> places) {
        return Comparator.comparingInt(Order::rank)
                .thenComparingInt(resource -> places.getOrDefault(resource, Integer.MAX_VALUE))
                .thenComparing(Comparator.naturalOrder());
    }

    /// The smaller, the earlier.
    public static int rank(ResourceId resource) {
        Integer known = RANKS.get(resource.group() + "/" + resource.kind());
        if (known != null) {
            return known;
        }
        return resource.isClusterScoped() && resource.kind().endsWith("Class") ? CLASSES : REST;
    }
}
