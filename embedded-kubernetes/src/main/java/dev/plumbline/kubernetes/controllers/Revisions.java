package dev.plumbline.kubernetes.controllers;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// The annotations by which a Deployment and its ReplicaSets remember revisions and sizes.
final class Revisions {
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String HASH_LABEL = "pod-template-hash";
    private static final String HISTORY = "deployment.kubernetes.io/revision-history";
    private static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
    private static final String MAX = "deployment.kubernetes.io/max-replicas";
    private static final Set<String> OWN = Set.of("kubectl.kubernetes.io/last-applied-configuration", REVISION, HISTORY,
            DESIRED, MAX, "deprecated.deployment.rollback.to");

    private Revisions() {
    }

    static long of(JsonNode object) {
        return Trees.at(object, "metadata", "annotations", REVISION).asLong(0);
    }

    /// The size of the Deployment when it last set the size of this ReplicaSet; -1 when it never did.
    static int desired(JsonNode set) {
        return Trees.at(set, "metadata", "annotations", DESIRED).asInt(-1);
    }

    static void setSizes(ObjectNode set, int desired, int max) {
        ObjectNode annotations = Trees.object(Trees.object(set, "metadata"), "annotations");
        annotations.put(DESIRED, String.valueOf(desired)).put(MAX, String.valueOf(max));
    }

    /// Copies the Deployment's annotations that its ReplicaSet shares, and sets the revision, keeping the old one in the
    /// history.
    static void annotate(ObjectNode set, JsonNode deployment, long revision) {
        ObjectNode annotations = Trees.object(Trees.object(set, "metadata"), "annotations");
        Trees.at(deployment, "metadata", "annotations").properties().stream()
                .filter(entry -> !OWN.contains(entry.getKey()))
                .forEach(entry -> annotations.set(entry.getKey(), entry.getValue()));
        long before = annotations.path(REVISION).asLong(0);
        if (before < revision) {
            if (before > 0) {
                String history = annotations.path(HISTORY).asText("");
                annotations.put(HISTORY, history.isEmpty() ? String.valueOf(before) : history + "," + before);
            }
            annotations.put(REVISION, String.valueOf(revision));
        }
    }
}
