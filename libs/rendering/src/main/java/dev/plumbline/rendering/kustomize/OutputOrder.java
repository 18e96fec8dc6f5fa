package dev.plumbline.rendering.kustomize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.plumbline.rendering.kustomize.config.Kustomization.SortOrder;
import dev.plumbline.rendering.kustomize.resource.Gvk;
import dev.plumbline.rendering.kustomize.resource.KindOrder;
import dev.plumbline.rendering.kustomize.resource.ResId;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;

/// Puts the objects into the order in which they are printed: by default kustomize's legacy order of kinds, then group,
/// version, kind, namespace and name.
final class OutputOrder {

    private OutputOrder() {
    }

    static void apply(Optional<SortOrder> order, ResourceSet resources) {
        if (order.isEmpty()) {
            sort(resources, KindOrder.LEGACY);
        } else if (order.get().legacy()) {
            sort(resources, order.get().hasLists()
                    ? KindOrder.of(order.get().first(), order.get().last())
                    : KindOrder.LEGACY);
        }
    }

    private static void sort(ResourceSet resources, KindOrder order) {
        List<Ranked> ranked = new ArrayList<>();
        for (Resource resource : resources.resources()) {
            ResId id = resource.id();
            ranked.add(new Ranked(resource, order.rank(id.gvk().kind()), kindText(id.gvk()), idText(id)));
        }
        ranked.sort(Comparator.comparingInt(Ranked::rank).thenComparing(Ranked::kind).thenComparing(Ranked::id));
        resources.reorder(ranked.stream().map(Ranked::resource).toList());
    }

    private record Ranked(Resource resource, int rank, String kind, String id) {
    }

    private static String kindText(Gvk gvk) {
        // core namespaces come before those of other groups, although no group comes last otherwise
        boolean coreNamespace = gvk.group().isEmpty() && gvk.kind().equals("Namespace");
        return coreNamespace ? "_" + gvk.version() : KindOrder.text(gvk);
    }

    private static String idText(ResId id) {
        return id.gvk() + "|" + (id.namespace().isEmpty() ? "~X" : id.namespace()) + "|"
                + (id.name().isEmpty() ? "~N" : id.name());
    }
}
