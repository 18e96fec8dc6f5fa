package dev.plumbline.differ.domain.live;

import com.fasterxml.jackson.databind.JsonNode;

import static dev.plumbline.differ.domain.live.HealthCheck.degraded;
import static dev.plumbline.differ.domain.live.HealthCheck.healthy;
import static dev.plumbline.differ.domain.live.HealthCheck.isBehind;
import static dev.plumbline.differ.domain.live.HealthCheck.isTrue;
import static dev.plumbline.differ.domain.live.HealthCheck.message;
import static dev.plumbline.differ.domain.live.HealthCheck.progressing;
import static dev.plumbline.differ.domain.live.HealthCheck.suspended;

/// The health of what runs Pods (gitops-engine `pkg/health`).
final class WorkloadHealth {
    private static final String STATUS = "status";
    private static final String ON_DELETE = "OnDelete";

    private WorkloadHealth() {
    }

    static HealthCheck deployment(JsonNode object) {
        JsonNode status = object.path(STATUS);
        if (object.path("spec").path("paused").asBoolean()) {
            return suspended("is paused");
        }
        if (isUnseen(object)) {
            return unseen();
        }
        if (HealthCheck.condition(object, "Progressing")
                .filter(it -> "ProgressDeadlineExceeded".equals(it.path("reason").asText())).isPresent()) {
            return degraded(message(object, "Progressing"));
        }
        int wanted = object.path("spec").path("replicas").asInt(1);
        int updated = status.path("updatedReplicas").asInt();
        int available = status.path("availableReplicas").asInt();
        if (updated < wanted) {
            return progressing(updated + " of " + wanted + " replicas are updated");
        }
        if (status.path("replicas").asInt() > updated) {
            return progressing((status.path("replicas").asInt() - updated) + " old replicas still run");
        }
        return available < updated ? progressing(available + " of " + updated + " replicas are available") : healthy();
    }

    static HealthCheck statefulSet(JsonNode object) {
        JsonNode status = object.path(STATUS);
        if (isUnseen(object)) {
            return unseen();
        }
        int wanted = object.path("spec").path("replicas").asInt(1);
        if (status.path("readyReplicas").asInt() < wanted) {
            return progressing(status.path("readyReplicas").asInt() + " of " + wanted + " replicas are ready");
        }
        JsonNode strategy = object.path("spec").path("updateStrategy");
        if (ON_DELETE.equals(strategy.path("type").asText())) {
            return healthy();
        }
        int held = strategy.path("rollingUpdate").path("partition").asInt();
        int updated = status.path("updatedReplicas").asInt();
        if (held > 0) {
            return updated < wanted - held ? progressing(updated + " replicas are updated") : healthy();
        }
        return status.path("updateRevision").equals(status.path("currentRevision"))
                ? healthy()
                : progressing("replicas of the former revision still run");
    }

    static HealthCheck daemonSet(JsonNode object) {
        JsonNode status = object.path(STATUS);
        if (isUnseen(object)) {
            return unseen();
        }
        if (ON_DELETE.equals(object.path("spec").path("updateStrategy").path("type").asText())) {
            return healthy();
        }
        int wanted = status.path("desiredNumberScheduled").asInt();
        if (status.path("updatedNumberScheduled").asInt() < wanted) {
            return progressing(status.path("updatedNumberScheduled").asInt() + " of " + wanted + " Pods are updated");
        }
        return status.path("numberAvailable").asInt() < wanted
                ? progressing(status.path("numberAvailable").asInt() + " of " + wanted + " Pods are available")
                : healthy();
    }

    static HealthCheck replicaSet(JsonNode object) {
        JsonNode status = object.path(STATUS);
        if (isUnseen(object)) {
            return unseen();
        }
        if (isTrue(object, "ReplicaFailure")) {
            return degraded(message(object, "ReplicaFailure"));
        }
        int wanted = object.path("spec").path("replicas").asInt(1);
        int available = status.path("availableReplicas").asInt();
        return available < wanted ? progressing(available + " of " + wanted + " replicas are available") : healthy();
    }

    static HealthCheck job(JsonNode object) {
        if (isTrue(object, "Failed")) {
            return degraded(message(object, "Failed"));
        }
        if (isTrue(object, "Suspended")) {
            return suspended("is suspended");
        }
        return isTrue(object, "Complete") ? healthy() : progressing("runs");
    }

    static HealthCheck pod(JsonNode object) {
        String phase = object.path(STATUS).path("phase").asText();
        boolean always = "Always".equals(object.path("spec").path("restartPolicy").asText("Always"));
        for (JsonNode container : object.path(STATUS).path("containerStatuses")) {
            String waiting = container.path("state").path("waiting").path("reason").asText();
            if (always && (waiting.startsWith("Err") || waiting.endsWith("Error") || waiting.endsWith("BackOff"))) {
                return degraded(waiting);
            }
        }
        return switch (phase) {
            case "Succeeded" -> healthy();
            case "Failed" -> degraded("has failed");
            case "Running" -> always && isTrue(object, "Ready") ? healthy() : progressing("runs, is not ready");
            default -> progressing(phase.isEmpty() ? "is not scheduled yet" : "is " + phase);
        };
    }

    /// Without an observed generation no controller has seen it at all.
    private static boolean isUnseen(JsonNode object) {
        return isBehind(object) || object.path(STATUS).path("observedGeneration").asLong() == 0;
    }

    private static HealthCheck unseen() {
        return progressing("its controller has not seen the newest spec");
    }
}
