package dev.plumbline.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Trees;

/// A node begins with the taint of one that is not ready.
final class TaintNodesByCondition implements Plugin {
    private static final ResourceName NODES = new ResourceName("", "nodes");
    private static final String NOT_READY = "node.kubernetes.io/not-ready";

    @Override
    public void mutate(Attempt attempt) {
        if (!attempt.isAbout(NODES) || !attempt.creates()) {
            return;
        }
        ObjectNode spec = Trees.object(attempt.object(), "spec");
        for (JsonNode taint : spec.path("taints")) {
            if (taint.path("key").asText().equals(NOT_READY) && taint.path("effect").asText().equals("NoSchedule")) {
                return;
            }
        }
        Trees.list(spec, "taints").addObject().put("key", NOT_READY).put("effect", "NoSchedule");
    }
}
