package dev.plumbline.kubernetes.controllers;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// What workload controllers ask of Pods and do with them.
final class Pods {
    private final ResourceClient pods;

    Pods(ApiClient client) {
        this.pods = client.resource("", "pods");
    }

    ResourceClient resource() {
        return pods;
    }

    /// The Pods that `uid` controls, whatever their state.
    List<ObjectNode> ownedBy(String uid) {
        return pods.ownedBy(uid).stream().filter(pod -> Owners.isControlledBy(pod, uid)).toList();
    }

    /// Creates a Pod from a template, controlled by its owner.
    ObjectNode create(ObjectNode owner, String apiVersion, String kind, JsonNode template, ObjectNode metadata) {
        ObjectNode pod = template.deepCopy();
        ObjectNode own = Trees.object(pod, "metadata");
        own.remove("creationTimestamp");
        own.setAll(metadata);
        own.put("namespace", Objects.namespace(owner));
        Owners.setController(pod, owner, apiVersion, kind);
        pod.put("apiVersion", "v1").put("kind", "Pod");
        return pods.create(pod);
    }

    boolean delete(ObjectNode pod) {
        return pods.delete(Objects.namespace(pod), Objects.name(pod),
                dev.plumbline.kubernetes.client.DeleteOptions.DEFAULT.onlyUid(Objects.uid(pod)));
    }

    /// Neither finished nor on its way out.
    static boolean isActive(JsonNode pod) {
        return !isFinished(pod) && !Objects.isBeingDeleted(pod);
    }

    static boolean isFinished(JsonNode pod) {
        return hasPhase(pod, "Succeeded") || hasPhase(pod, "Failed");
    }

    static boolean hasPhase(JsonNode pod, String phase) {
        return Trees.text(pod, "status", "phase").equals(phase);
    }

    static boolean isReady(JsonNode pod) {
        return Conditions.isTrue(pod.path("status"), "Ready");
    }

    /// How long it still takes until the Pod has been ready for so many seconds; empty when it is not ready.
    static Optional<Duration> untilAvailable(JsonNode pod, int minReadySeconds) {
        if (!isReady(pod)) {
            return Optional.empty();
        }
        if (minReadySeconds == 0) {
            return Optional.of(Duration.ZERO);
        }
        String since = Conditions.find(pod.path("status"), "Ready").map(ready -> ready.path("lastTransitionTime")
                .asText("")).orElse("");
        if (since.isEmpty()) {
            return Optional.of(Duration.ZERO);
        }
        Duration left = Duration.between(Instant.now(), Instant.parse(since).plusSeconds(minReadySeconds));
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    static boolean isAvailable(JsonNode pod, int minReadySeconds) {
        return untilAvailable(pod, minReadySeconds).filter(Duration::isZero).isPresent();
    }

    /// Those that a controller gives up first come first: not started, not ready, the youngest.
    static Comparator<ObjectNode> expendableFirst() {
        return Comparator.<ObjectNode, Boolean>comparing(pod -> hasPhase(pod, "Running"))
                .thenComparing(Pods::isReady)
                .thenComparing((ObjectNode pod) -> Trees.text(pod, "metadata", "creationTimestamp"),
                        Comparator.reverseOrder())
                .thenComparing(Objects::name, Comparator.reverseOrder());
    }
}
