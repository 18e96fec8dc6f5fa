package dev.plumbline.kubernetes.controllers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// The status of a Deployment: counts, and the conditions Available, Progressing and ReplicaFailure
/// (pkg/controller/deployment/progress.go).
final class RolloutStatus {
    private static final String PROGRESSING = "Progressing";
    private static final String DONE = "NewReplicaSetAvailable";
    private static final String LATE = "ProgressDeadlineExceeded";

    private final Rollout rollout;
    private final ObjectNode deployment;

    RolloutStatus(Rollout rollout) {
        this.rollout = rollout;
        this.deployment = rollout.deployment();
    }

    /// A new ReplicaSet was made: the time that the rollout may take begins.
    static void begin(ObjectNode status, String set) {
        Conditions.setTimed(status, PROGRESSING, "True", "NewReplicaSetCreated",
                "Created new replica set \"" + set + "\"");
    }

    private int sum(List<ObjectNode> sets, String field) {
        return sets.stream().mapToInt(set -> Trees.at(set, "status", field).asInt()).sum();
    }

    /// Writes the status that follows from the ReplicaSets into `status`.
    void writeTo(ObjectNode status) {
        ObjectNode before = status.deepCopy();
        List<ObjectNode> all = rollout.all();
        int available = sum(all, "availableReplicas");
        int total = rollout.total();
        status.put("observedGeneration", Trees.at(deployment, "metadata", "generation").asLong());
        Objects.count(status, "replicas", sum(all, "replicas"));
        Objects.count(status, "updatedReplicas", sum(rollout.current().stream().toList(), "replicas"));
        Objects.count(status, "readyReplicas", sum(all, "readyReplicas"));
        Objects.count(status, "availableReplicas", available);
        Objects.count(status, "unavailableReplicas", Math.max(0, total - available));
        boolean isEnough = available >= rollout.desired() - rollout.maxUnavailable();
        Conditions.setTimed(status, "Available", isEnough ? "True" : "False",
                isEnough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                isEnough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.");
        if (rollout.isPaused()) {
            pause(status);
        } else if (hasDeadline()) {
            resume(status);
            progress(status, before);
        }
        failure(status);
    }

    private void pause(ObjectNode status) {
        if (hasDeadline() && !Conditions.hasReason(status, PROGRESSING, LATE)) {
            Conditions.setTimed(status, PROGRESSING, "Unknown", "DeploymentPaused", "Deployment is paused");
        }
    }

    private void resume(ObjectNode status) {
        if (Conditions.hasReason(status, PROGRESSING, "DeploymentPaused")) {
            Conditions.setTimed(status, PROGRESSING, "Unknown", "DeploymentResumed", "Deployment is resumed");
        }
    }

    private void progress(ObjectNode status, ObjectNode before) {
        String subject = rollout.current().map(set -> "ReplicaSet \"" + Objects.name(set) + "\"")
                .orElse("Deployment \"" + Objects.name(deployment) + "\"");
        boolean wasDone = Conditions.hasReason(before, PROGRESSING, DONE);
        boolean isSettled = status.path("replicas").equals(status.path("updatedReplicas")) && wasDone;
        if (isSettled) {
            return;
        }
        if (isComplete(status)) {
            Conditions.setTimed(status, PROGRESSING, "True", DONE, subject + " has successfully progressed.");
        } else if (hasMoved(status, before)) {
            boolean isNew = Conditions.setTimed(status, PROGRESSING, "True", "ReplicaSetUpdated",
                    subject + " is progressing.");
            if (!isNew) {
                Conditions.find(status, PROGRESSING).ifPresent(condition -> ((ObjectNode) condition)
                        .put("lastUpdateTime", Objects.now()));
            }
        } else if (untilDeadline(status).filter(Duration::isZero).isPresent()) {
            Conditions.setTimed(status, PROGRESSING, "False", LATE, subject + " has timed out progressing.");
        }
    }

    private boolean isComplete(ObjectNode status) {
        int desired = rollout.desired();
        return status.path("updatedReplicas").asInt() == desired && status.path("replicas").asInt() == desired
                && status.path("availableReplicas").asInt() == desired;
    }

    private static boolean hasMoved(ObjectNode status, ObjectNode before) {
        int oldReplicas = status.path("replicas").asInt() - status.path("updatedReplicas").asInt();
        int oldBefore = before.path("replicas").asInt() - before.path("updatedReplicas").asInt();
        return status.path("updatedReplicas").asInt() > before.path("updatedReplicas").asInt()
                || oldReplicas < oldBefore
                || status.path("readyReplicas").asInt() > before.path("readyReplicas").asInt()
                || status.path("availableReplicas").asInt() > before.path("availableReplicas").asInt();
    }

    private boolean hasDeadline() {
        int seconds = Trees.at(deployment, "spec", "progressDeadlineSeconds").asInt();
        return seconds > 0 && seconds != Integer.MAX_VALUE;
    }

    /// How long the rollout may still take without a step forward; empty when it is done or has no deadline.
    Optional<Duration> untilDeadline(JsonNode status) {
        Optional<JsonNode> progressing = Conditions.find(status, PROGRESSING);
        boolean isOver = progressing.isEmpty() || !hasDeadline() || rollout.isPaused()
                || Conditions.hasReason(status, PROGRESSING, DONE) || Conditions.hasReason(status, PROGRESSING, LATE);
        if (isOver) {
            return Optional.empty();
        }
        Instant since = Instant.parse(progressing.get().path("lastUpdateTime").asText());
        Instant end = since.plusSeconds(Trees.at(deployment, "spec", "progressDeadlineSeconds").asInt());
        Duration left = Duration.between(Instant.now(), end);
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    private void failure(ObjectNode status) {
        for (ObjectNode set : rollout.all()) {
            Optional<JsonNode> failed = Conditions.find(set.path("status"), "ReplicaFailure");
            if (failed.isPresent()) {
                Conditions.setTimed(status, "ReplicaFailure", "True", failed.get().path("reason").asText(),
                        failed.get().path("message").asText());
                return;
            }
        }
        Conditions.remove(status, "ReplicaFailure");
    }
}
