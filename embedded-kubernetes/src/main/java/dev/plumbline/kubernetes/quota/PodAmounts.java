package dev.plumbline.kubernetes.quota;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// What a Pod needs as a whole (k8s.io/component-helpers/resource): its containers and sidecars together, or its
/// greatest init container with the sidecars that run by then, and its overhead.
public final class PodAmounts {
    private PodAmounts() {
    }

    public static Amounts requests(JsonNode pod) {
        return total(pod, "requests").plus(Amounts.of(Trees.at(pod, "spec", "overhead")));
    }

    /// Overhead counts only for what is limited.
    public static Amounts limits(JsonNode pod) {
        Amounts limits = total(pod, "limits");
        return limits.plus(Amounts.of(Trees.at(pod, "spec", "overhead")).only(limits.values().keySet()));
    }

    private static Amounts total(JsonNode pod, String list) {
        JsonNode spec = pod.path("spec");
        Amounts together = Amounts.NONE;
        for (JsonNode container : spec.path("containers")) {
            together = together.plus(of(container, list));
        }
        Amounts sidecars = Amounts.NONE;
        Amounts starting = Amounts.NONE;
        for (JsonNode container : spec.path("initContainers")) {
            Amounts own = of(container, list);
            if (container.path("restartPolicy").asText().equals("Always")) {
                together = together.plus(own);
                sidecars = sidecars.plus(own);
                starting = starting.max(sidecars);
            } else {
                starting = starting.max(own.plus(sidecars));
            }
        }
        return together.max(starting).replacedBy(of(spec, list));
    }

    private static Amounts of(JsonNode owner, String list) {
        return Amounts.of(Trees.at(owner, "resources", list));
    }
}
