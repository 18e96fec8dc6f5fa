package dev.plumbline.kubernetes.kinds;

import java.util.List;

/// What the status of a workload must fulfil: counts that fit each other (pkg/apis/apps/validation).
final class StatusChecks {
    private static final String OVER_ALL = "cannot be greater than status.replicas";

    private StatusChecks() {
    }

    static void deployment(Field deployment) {
        Field status = deployment.at("status");
        counts(status, "unavailableReplicas", "terminatingReplicas");
        bounded(status, "updatedReplicas");
        available(status, "cannot be greater than readyReplicas");
    }

    static void replicaSet(Field set) {
        Field status = set.at("status");
        counts(status, "terminatingReplicas");
        bounded(status, "fullyLabeledReplicas");
        available(status, "cannot be greater than readyReplicas");
    }

    static void statefulSet(Field set) {
        Field status = set.at("status");
        counts(status);
        bounded(status, "currentReplicas");
        bounded(status, "updatedReplicas");
        available(status, "cannot be greater than status.readyReplicas");
    }

    static void daemonSet(Field set) {
        for (String count : List.of("currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled",
                "numberReady", "observedGeneration", "updatedNumberScheduled", "numberAvailable",
                "numberUnavailable")) {
            set.at("status", count).notNegative();
        }
    }

    private static void counts(Field status, String... more) {
        status.at("observedGeneration").notNegative();
        status.at("replicas").notNegative();
        for (String count : more) {
            status.at(count).notNegative();
        }
    }

    /// A part of all replicas.
    private static void bounded(Field status, String name) {
        Field count = status.at(name);
        count.notNegative();
        if (count.value().asInt() > status.at("replicas").value().asInt()) {
            count.invalid(OVER_ALL);
        }
    }

    private static void available(Field status, String overReady) {
        bounded(status, "readyReplicas");
        bounded(status, "availableReplicas");
        Field available = status.at("availableReplicas");
        if (available.value().asInt() > status.at("readyReplicas").value().asInt()) {
            available.invalid(overReady);
        }
    }
}
