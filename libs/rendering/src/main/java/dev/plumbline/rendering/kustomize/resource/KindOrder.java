package dev.plumbline.rendering.kustomize.resource;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// kustomize's legacy order of kinds, by which it sorts its output and its own field specs.
///
/// @param ranks below 0 for kinds that come first, above 0 for kinds that come last
public record KindOrder(Map<String, Integer> ranks) {
    /// The built-in order.
    public static final KindOrder LEGACY = of(
            List.of("Namespace", "ResourceQuota", "StorageClass", "CustomResourceDefinition", "ServiceAccount",
                    "PodSecurityPolicy", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ConfigMap",
                    "Secret", "Endpoints", "Service", "LimitRange", "PriorityClass", "PersistentVolume",
                    "PersistentVolumeClaim", "Deployment", "StatefulSet", "CronJob", "PodDisruptionBudget"),
            List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"));
    /// Kinds by rank, then by the text that [#text(Gvk)] makes.
    public static final Comparator<Gvk> BY_KIND = Comparator.comparingInt((Gvk gvk) -> LEGACY.rank(gvk.kind()))
            .thenComparing(KindOrder::text);

    public KindOrder {
        ranks = Map.copyOf(ranks);
    }

    /// An order with these kinds at its ends, each list in order.
    public static KindOrder of(List<String> first, List<String> last) {
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < first.size(); i++) {
            ranks.put(first.get(i), i - first.size());
        }
        for (int i = 0; i < last.size(); i++) {
            ranks.put(last.get(i), i + 1);
        }
        return new KindOrder(ranks);
    }

    public int rank(String kind) {
        return ranks.getOrDefault(kind, 0);
    }

    /// The text that kinds of the same rank are ordered by: without a group, they come last.
    public static String text(Gvk gvk) {
        return orElse(gvk.group(), "~G") + "_" + orElse(gvk.version(), "~V") + "_" + orElse(gvk.kind(), "~K");
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
