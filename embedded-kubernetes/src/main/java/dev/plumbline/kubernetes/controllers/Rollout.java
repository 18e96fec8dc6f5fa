package dev.plumbline.kubernetes.controllers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// How large each ReplicaSet of a Deployment has to be next (pkg/controller/deployment): arithmetic without effects.
///
/// @param deployment the Deployment
/// @param current    the ReplicaSet of its present template, once there is one
/// @param old        the others
record Rollout(ObjectNode deployment, Optional<ObjectNode> current, List<ObjectNode> old) {

    int desired() {
        return Trees.at(deployment, "spec", "replicas").asInt();
    }

    boolean isRolling() {
        return Trees.text(deployment, "spec", "strategy", "type").equals("RollingUpdate");
    }

    boolean isPaused() {
        return Trees.at(deployment, "spec", "paused").asBoolean();
    }

    /// Pods beyond the desired number; percentages are rounded up.
    int maxSurge() {
        return isRolling() ? share("maxSurge", true) : 0;
    }

    /// Pods that may be missing; percentages are rounded down. At least 1 when there may be no surge.
    int maxUnavailable() {
        if (!isRolling() || desired() == 0) {
            return 0;
        }
        int unavailable = share("maxUnavailable", false);
        int bounded = unavailable == 0 && maxSurge() == 0 ? 1 : unavailable;
        return Math.min(bounded, desired());
    }

    private int share(String field, boolean up) {
        JsonNode value = Trees.at(deployment, "spec", "strategy", "rollingUpdate", field);
        return Shares.of(value, desired(), up);
    }

    List<ObjectNode> all() {
        List<ObjectNode> all = new ArrayList<>(old);
        current.ifPresent(all::add);
        return all;
    }

    static int replicas(JsonNode set) {
        return Trees.at(set, "spec", "replicas").asInt();
    }

    private static int available(JsonNode set) {
        return Trees.at(set, "status", "availableReplicas").asInt();
    }

    int total() {
        return all().stream().mapToInt(Rollout::replicas).sum();
    }

    private int totalAvailable() {
        return all().stream().mapToInt(Rollout::available).sum();
    }

    /// The size that a new or growing ReplicaSet of the present template may have.
    int sizeOfCurrent() {
        int present = current.map(Rollout::replicas).orElse(0);
        if (!isRolling() || present >= desired()) {
            return desired();
        }
        int room = desired() + maxSurge() - total();
        return room <= 0 ? present : Math.min(present + room, desired());
    }

    /// The smaller sizes of old ReplicaSets that still leave enough Pods available: first what is broken goes, then as
    /// many as there are to spare.
    Map<ObjectNode, Integer> sizesOfOld() {
        Map<ObjectNode, Integer> sizes = new LinkedHashMap<>();
        old.stream().sorted(byAge()).filter(set -> replicas(set) > 0).forEach(set -> sizes.put(set, replicas(set)));
        if (sizes.isEmpty() || current.isEmpty()) {
            return Map.of();
        }
        ObjectNode newest = current.get();
        int minAvailable = desired() - maxUnavailable();
        int newUnavailable = replicas(newest) - available(newest);
        int toClean = total() - minAvailable - newUnavailable;
        if (toClean <= 0) {
            return Map.of();
        }
        for (Map.Entry<ObjectNode, Integer> size : sizes.entrySet()) {
            int broken = Math.max(0, size.getValue() - available(size.getKey()));
            int removed = Math.min(toClean, broken);
            size.setValue(size.getValue() - removed);
            toClean -= removed;
        }
        int toSpare = totalAvailable() - minAvailable;
        for (Map.Entry<ObjectNode, Integer> size : sizes.entrySet()) {
            int removed = Math.clamp(toSpare, 0, size.getValue());
            size.setValue(size.getValue() - removed);
            toSpare -= removed;
        }
        sizes.entrySet().removeIf(size -> size.getValue() == replicas(size.getKey()));
        return sizes;
    }

    /// Whether the desired size changed since the ReplicaSets were sized, so that they are scaled in proportion.
    boolean isScaling() {
        return all().stream().anyMatch(set -> replicas(set) > 0 && Revisions.desired(set) >= 0
                && Revisions.desired(set) != desired());
    }

    /// New sizes after a change of the desired size in the middle of a rollout: in proportion to the present sizes, what
    /// is left over goes to the largest.
    Map<ObjectNode, Integer> scaled() {
        List<ObjectNode> active = new ArrayList<>(all().stream().filter(set -> replicas(set) > 0).toList());
        Map<ObjectNode, Integer> sizes = new LinkedHashMap<>();
        if (active.size() <= 1) {
            active.stream().findFirst().or(() -> current).ifPresent(set -> sizes.put(set, desired()));
            return sizes;
        }
        int total = total();
        int allowed = desired() > 0 ? desired() + maxSurge() : 0;
        int toAdd = allowed - total;
        active.sort(toAdd > 0
                ? Comparator.<ObjectNode>comparingInt(Rollout::replicas).reversed().thenComparing(byAge().reversed())
                : Comparator.<ObjectNode>comparingInt(Rollout::replicas).reversed().thenComparing(byAge()));
        int left = toAdd;
        for (ObjectNode set : active) {
            int before = Math.max(Revisions.desired(set), 1) + maxSurge();
            int share = (int) Math.round((double) replicas(set) * allowed / before) - replicas(set);
            int added = toAdd > 0 ? Math.clamp(share, 0, left) : Math.clamp(share, left, 0);
            sizes.put(set, replicas(set) + added);
            left -= added;
        }
        sizes.put(active.getFirst(), Math.max(0, sizes.getOrDefault(active.getFirst(), 0) + left));
        return sizes;
    }

    static Comparator<ObjectNode> byAge() {
        return Comparator.<ObjectNode, String>comparing(set -> Trees.text(set, "metadata", "creationTimestamp"))
                .thenComparing(Objects::name);
    }
}
