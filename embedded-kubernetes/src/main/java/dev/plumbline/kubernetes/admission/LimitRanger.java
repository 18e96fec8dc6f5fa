package dev.plumbline.kubernetes.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Trees;
import dev.plumbline.kubernetes.quota.Amounts;
import dev.plumbline.kubernetes.quota.PodAmounts;

/// What LimitRanges make of Pods and claims: default requests and limits, least and most.
final class LimitRanger implements Plugin {
    static final ResourceName PODS = new ResourceName("", "pods");
    private static final ResourceName RANGES = new ResourceName("", "limitranges");

    private final StoredObjects objects;

    LimitRanger(StoredObjects objects) {
        this.objects = objects;
    }

    @Override
    public void mutate(Attempt attempt) {
        if (attempt.isAbout(PODS) && attempt.creates()) {
            for (ObjectNode range : objects.list(RANGES, attempt.namespace())) {
                complete(attempt.object(), range);
            }
        }
    }

    private static void complete(ObjectNode pod, ObjectNode range) {
        List<String> notes = new ArrayList<>();
        for (JsonNode limit : limits(range, "Container")) {
            for (JsonNode container : Trees.at(pod, "spec", "containers")) {
                complete((ObjectNode) container, limit, "container", notes);
            }
            for (JsonNode container : Trees.at(pod, "spec", "initContainers")) {
                complete((ObjectNode) container, limit, "init container", notes);
            }
        }
        if (!notes.isEmpty()) {
            Trees.object(Trees.object(pod, "metadata"), "annotations").put("kubernetes.io/limit-ranger",
                    "LimitRanger plugin set: " + String.join("; ", notes));
        }
    }

    private static void complete(ObjectNode container, JsonNode limit, String what, List<String> notes) {
        String name = container.path("name").asText();
        note(added(container, "requests", limit.path("defaultRequest")), "request", what, name, notes);
        note(added(container, "limits", limit.path("default")), "limit", what, name, notes);
    }

    private static Set<String> added(ObjectNode container, String list, JsonNode defaults) {
        Set<String> added = new TreeSet<>();
        defaults.properties().forEach(amount -> {
            ObjectNode amounts = Trees.object(Trees.object(container, "resources"), list);
            if (!amounts.has(amount.getKey())) {
                amounts.set(amount.getKey(), amount.getValue());
                added.add(amount.getKey());
            }
        });
        return added;
    }

    private static void note(Set<String> added, String of, String what, String name, List<String> notes) {
        if (!added.isEmpty()) {
            notes.add(String.join(", ", added) + " " + of + " for " + what + " " + name);
        }
    }

    @Override
    public void validate(Attempt attempt) {
        boolean isPod = attempt.isAbout(PODS)
                && (attempt.creates() || attempt.subresource().equals("resize"));
        boolean isClaim = attempt.isAbout(DefaultStorageClass.CLAIMS) && attempt.subresource().isEmpty();
        if (!isPod && !isClaim) {
            return;
        }
        for (ObjectNode range : objects.list(RANGES, attempt.namespace())) {
            List<String> complaints = isPod
                    ? podComplaints(attempt.object(), range)
                    : claimComplaints(attempt.object(), range);
            if (!complaints.isEmpty()) {
                throw attempt.forbidden(complaints.size() == 1 ? complaints.getFirst() : complaints.toString());
            }
        }
    }

    private static List<String> podComplaints(ObjectNode pod, ObjectNode range) {
        List<String> complaints = new ArrayList<>();
        for (JsonNode limit : limits(range, "Container")) {
            for (String list : List.of("containers", "initContainers")) {
                Trees.at(pod, "spec", list).forEach(container -> check("Container", limit,
                        Amounts.of(Trees.at(container, "resources", "requests")),
                        Amounts.of(Trees.at(container, "resources", "limits")), complaints));
            }
        }
        for (JsonNode limit : limits(range, "Pod")) {
            check("Pod", limit, PodAmounts.requests(pod), PodAmounts.limits(pod), complaints);
        }
        return complaints.stream().distinct().toList();
    }

    private static void check(String kind, JsonNode limit, Amounts requests, Amounts limits, List<String> complaints) {
        RangeRules rules = new RangeRules(kind, requests, limits, complaints);
        rules.atLeast(Amounts.of(limit.path("min")));
        rules.atMost(Amounts.of(limit.path("max")));
        rules.ratioAtMost(Amounts.of(limit.path("maxLimitRequestRatio")));
    }

    private static List<String> claimComplaints(ObjectNode claim, ObjectNode range) {
        List<String> complaints = new ArrayList<>();
        Amounts requests = Amounts.of(Trees.at(claim, "spec", "resources", "requests"));
        for (JsonNode limit : limits(range, "PersistentVolumeClaim")) {
            RangeRules rules = new RangeRules("PersistentVolumeClaim", requests, Amounts.NONE, complaints);
            rules.atLeast(Amounts.of(limit.path("min")));
            rules.requestAtMost(Amounts.of(limit.path("max")));
        }
        return complaints;
    }

    private static List<JsonNode> limits(ObjectNode range, String kind) {
        List<JsonNode> limits = new ArrayList<>();
        Trees.at(range, "spec", "limits").forEach(limit -> {
            if (limit.path("type").asText().equals(kind)) {
                limits.add(limit);
            }
        });
        return limits;
    }
}
