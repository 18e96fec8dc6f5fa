package dev.plumbline.differ.kubernetes;

import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Drops on arrival what no decision needs: of the status all but what tells health.
final class Trim {
    private static final Set<String> HEALTH = Set.of("observedGeneration", "conditions", "phase", "replicas",
            "updatedReplicas", "readyReplicas", "availableReplicas", "currentRevision", "updateRevision",
            "desiredNumberScheduled", "updatedNumberScheduled", "numberAvailable", "loadBalancer",
            "containerStatuses");

    private Trim() {
    }

    static ObjectNode of(ObjectNode object) {
        if (object.get("status") instanceof ObjectNode status) {
            status.retain(HEALTH);
        }
        return object;
    }
}
