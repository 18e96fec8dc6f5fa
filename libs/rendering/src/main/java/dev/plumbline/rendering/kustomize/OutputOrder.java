package dev.plumbline.rendering.kustomize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.rendering.kustomize.config.Kustomization.SortOrder;
import dev.plumbline.rendering.kustomize.resource.Gvk;
import dev.plumbline.rendering.kustomize.resource.ResId;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;

/// Puts the objects into the order in which they are printed: by default kustomize's legacy order of kinds, then group,
/// version, kind, namespace and name.
final class OutputOrder {
    private static final List<String> FIRST = List.of("Namespace", "ResourceQuota", "StorageClass",
            "CustomResourceDefinition", "ServiceAccount", "PodSecurityPolicy", "Role", "ClusterRole", "RoleBinding",
            "ClusterRoleBinding", "ConfigMap", "Secret", "Endpoints", "Service", "LimitRange", "PriorityClass",
            "PersistentVolume", "PersistentVolumeClaim", "Deployment", "StatefulSet", "CronJob",
            "PodDisruptionBudget");
    private static final List<String> LAST = List.of("MutatingWebhookConfiguration",
            "ValidatingWebhookConfiguration");
    private final Map<String, Integer> ranks = new HashMap<>();

    private OutputOrder(List<String> first, List<String> last) {
        for (int i = 0; i < first.size(); i++) {
            ranks.put(first.get(i), i - first.size());
        }
        for (int i = 0; i < last.size(); i++) {
            ranks.put(last.get(i), i + 1);
        }
    }

    static void apply(Optional<SortOrder> order, ResourceSet resources) {
        if (order.isEmpty()) {
            new OutputOrder(FIRST, LAST).sort(resources);
        } else if (order.get().legacy()) {
            boolean ownLists = order.get().hasLists();
            new OutputOrder(ownLists ? order.get().first() : FIRST, ownLists ? order.get().last() : LAST)
                    .sort(resources);
        }
    }

    private void sort(ResourceSet resources) {
        List<Ranked> ranked = new ArrayList<>();
        for (Resource resource : resources.resources()) {
            ResId id = resource.id();
            ranked.add(new Ranked(resource, ranks.getOrDefault(id.gvk().kind(), 0), kindText(id.gvk()), idText(id)));
        }
        ranked.sort(Comparator.comparingInt(Ranked::rank).thenComparing(Ranked::kind).thenComparing(Ranked::id));
        resources.reorder(ranked.stream().map(Ranked::resource).toList());
    }

    private record Ranked(Resource resource, int rank, String kind, String id) {
    }

    private static String kindText(Gvk gvk) {
        if (gvk.group().isEmpty() && gvk.kind().equals("Namespace")) {
            // before namespaces of other groups, although no group comes last otherwise
            return "_" + gvk.version();
        }
        return orElse(gvk.group(), "~G") + "_" + orElse(gvk.version(), "~V") + "_" + orElse(gvk.kind(), "~K");
    }

    private static String idText(ResId id) {
        return id.gvk() + "|" + orElse(id.namespace(), "~X") + "|" + orElse(id.name(), "~N");
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
