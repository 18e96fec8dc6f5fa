package dev.plumbline.kubernetes.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.kinds.PodQuality;
import dev.plumbline.kubernetes.kinds.Quantity;
import dev.plumbline.kubernetes.kinds.Trees;

/// Pods and what they request and may use, until they have ended.
final class PodUsage implements Usage {
    private static final Set<String> COMPUTED = Set.of("cpu", "memory", "ephemeral-storage");
    private static final Set<String> NAMES = Set.of("count/pods", "pods", "cpu", "memory", "ephemeral-storage",
            "requests.cpu", "requests.memory", "requests.ephemeral-storage", "limits.cpu", "limits.memory",
            "limits.ephemeral-storage");
    private static final Set<String> NEEDED = Set.of("cpu", "memory", "requests.cpu", "requests.memory",
            "limits.cpu", "limits.memory");

    @Override
    public Collection<String> matching(Collection<String> names) {
        Collection<String> matching = new TreeSet<>(names);
        matching.removeIf(name -> !NAMES.contains(name) && !name.startsWith("hugepages-")
                && !(name.startsWith("requests.") && (name.startsWith("requests.hugepages-") || isExtended(name))));
        return matching;
    }

    private static boolean isExtended(String name) {
        return name.contains("/") && !name.contains("kubernetes.io/");
    }

    @Override
    public Amounts of(JsonNode pod) {
        Amounts counted = Amounts.of("count/pods", ONE);
        return hasEnded(pod) ? counted : counted.plus(computed(PodAmounts.requests(pod), PodAmounts.limits(pod)));
    }

    private static boolean hasEnded(JsonNode pod) {
        String phase = Trees.text(pod, "status", "phase");
        if (phase.equals("Failed") || phase.equals("Succeeded")) {
            return true;
        }
        JsonNode metadata = pod.path("metadata");
        return metadata.has("deletionTimestamp") && metadata.has("deletionGracePeriodSeconds")
                && Instant.now().isAfter(Instant.parse(metadata.path("deletionTimestamp").asText()));
    }

    private static Amounts computed(Amounts requests, Amounts limits) {
        TreeMap<String, Quantity> all = new TreeMap<>();
        all.put("pods", ONE);
        requests.forEach((name, amount) -> {
            if (COMPUTED.contains(name) || name.startsWith("hugepages-")) {
                all.put(name, amount);
                all.put("requests." + name, amount);
            } else if (isExtended(name)) {
                all.put("requests." + name, amount);
            }
        });
        limits.forEach((name, amount) -> {
            if (COMPUTED.contains(name)) {
                all.put("limits." + name, amount);
            }
        });
        return new Amounts(all);
    }

    @Override
    public Optional<String> missing(Collection<String> names, JsonNode pod) {
        List<String> complaints = new ArrayList<>();
        for (String name : Usage.both(names, NEEDED)) {
            TreeSet<String> without = new TreeSet<>();
            for (String list : List.of("containers", "initContainers")) {
                for (JsonNode container : Trees.at(pod, "spec", list)) {
                    Amounts said = computed(Amounts.of(Trees.at(container, "resources", "requests")),
                            Amounts.of(Trees.at(container, "resources", "limits")));
                    if (said.find(name) == null) {
                        without.add(container.path("name").asText());
                    }
                }
            }
            if (!without.isEmpty()) {
                complaints.add(name + " for: " + String.join(",", without));
            }
        }
        return complaints.isEmpty()
                ? Optional.empty()
                : Optional.of("must specify " + String.join("; ", complaints));
    }

    @Override
    public boolean isIn(Scope scope, JsonNode pod) {
        JsonNode spec = pod.path("spec");
        String priority = spec.path("priorityClassName").asText();
        return switch (scope.name()) {
            case "Terminating" -> spec.path("activeDeadlineSeconds").isNumber();
            case "NotTerminating" -> !spec.path("activeDeadlineSeconds").isNumber();
            case "BestEffort" -> PodQuality.of(spec).equals("BestEffort");
            case "NotBestEffort" -> !PodQuality.of(spec).equals("BestEffort");
            case "PriorityClass" -> scope.fits(priority.isEmpty() ? null : priority);
            case "CrossNamespacePodAffinity" -> crossesNamespaces(spec.path("affinity"));
            default -> false;
        };
    }

    private static boolean crossesNamespaces(JsonNode affinity) {
        for (String kind : List.of("podAffinity", "podAntiAffinity")) {
            for (JsonNode term : affinity.path(kind).path("requiredDuringSchedulingIgnoredDuringExecution")) {
                if (namesNamespaces(term)) {
                    return true;
                }
            }
            for (JsonNode term : affinity.path(kind).path("preferredDuringSchedulingIgnoredDuringExecution")) {
                if (namesNamespaces(term.path("podAffinityTerm"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean namesNamespaces(JsonNode term) {
        return !term.path("namespaces").isEmpty() || term.has("namespaceSelector");
    }
}
