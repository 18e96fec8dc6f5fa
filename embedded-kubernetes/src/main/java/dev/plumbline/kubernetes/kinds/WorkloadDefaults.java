package dev.plumbline.kubernetes.kinds;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.NameRules;

/// The defaults of the kinds that run Pods (pkg/apis/apps/v1/defaults.go and pkg/apis/batch/v1/defaults.go).
final class WorkloadDefaults {
    private static final String QUARTER = "25%";

    static final Defaults DEPLOYMENT = Defaults.NONE.make("spec", Defaults.NONE.put("replicas", 1)
            .make("template", PodDefaults.TEMPLATE)
            .make("strategy", Defaults.NONE.put("type", "RollingUpdate")
                    .when(WorkloadDefaults::isRollingUpdate, Defaults.NONE.make("rollingUpdate", Defaults.NONE
                            .put("maxUnavailable", QUARTER).put("maxSurge", QUARTER))))
            .put("revisionHistoryLimit", 10)
            .put("progressDeadlineSeconds", 600)).make("status");

    static final Defaults REPLICA_SET = Defaults.NONE.make("spec", Defaults.NONE.put("replicas", 1)
            .make("template", PodDefaults.TEMPLATE)).make("status", Defaults.NONE.put("replicas", 0));

    static final Defaults REPLICATION_CONTROLLER = Defaults.NONE.then(WorkloadDefaults::labelsOfTemplate)
            .then(WorkloadDefaults::selectorOfTemplate)
            .make("spec", Defaults.NONE.put("replicas", 1)
                    .when(spec -> spec.has("template"), Defaults.NONE.make("template", PodDefaults.TEMPLATE)))
            .make("status", Defaults.NONE.put("replicas", 0));

    private static final Defaults CLAIM_TEMPLATE = Defaults.NONE.put("apiVersion", "v1")
            .put("kind", "PersistentVolumeClaim").make("metadata").make("spec", PodDefaults.CLAIM_SPEC)
            .make("status", Defaults.NONE.put("phase", "Pending"));

    static final Defaults STATEFUL_SET = Defaults.NONE.make("spec", Defaults.NONE.put("replicas", 1)
            .make("template", PodDefaults.TEMPLATE)
            .each("volumeClaimTemplates", CLAIM_TEMPLATE)
            .then(spec -> spec.putIfAbsent("serviceName", spec.textNode("")))
            .put("podManagementPolicy", "OrderedReady")
            .make("updateStrategy", Defaults.NONE.put("type", "RollingUpdate")
                    .when(WorkloadDefaults::isRollingUpdate,
                            Defaults.NONE.make("rollingUpdate", Defaults.NONE.put("partition", 0))))
            .put("revisionHistoryLimit", 10)
            .make("persistentVolumeClaimRetentionPolicy", Defaults.NONE.put("whenDeleted", "Retain")
                    .put("whenScaled", "Retain")))
            .make("status", Defaults.NONE.put("replicas", 0).put("availableReplicas", 0));

    static final Defaults DAEMON_SET = Defaults.NONE.make("spec", Defaults.NONE.make("template", PodDefaults.TEMPLATE)
            .make("updateStrategy", Defaults.NONE.put("type", "RollingUpdate")
                    .when(WorkloadDefaults::isRollingUpdate, Defaults.NONE.make("rollingUpdate", Defaults.NONE
                            .put("maxUnavailable", 1).put("maxSurge", 0))))
            .put("revisionHistoryLimit", 10))
            .make("status", Defaults.NONE.put("currentNumberScheduled", 0).put("numberMisscheduled", 0)
                    .put("desiredNumberScheduled", 0).put("numberReady", 0));

    private static final Defaults JOB_SPEC = Defaults.NONE
            .when(spec -> !spec.hasNonNull("completions") && !spec.hasNonNull("parallelism"),
                    Defaults.NONE.put("completions", 1).put("parallelism", 1))
            .put("parallelism", 1)
            .when(spec -> spec.hasNonNull("backoffLimitPerIndex"), Defaults.NONE.put("backoffLimit", Integer.MAX_VALUE))
            .put("backoffLimit", 6)
            .make("template", PodDefaults.TEMPLATE)
            .put("manualSelector", false)
            .put("completionMode", "NonIndexed")
            .put("suspend", false)
            .when(spec -> spec.hasNonNull("podFailurePolicy"), Defaults.NONE.put("podReplacementPolicy", "Failed")
                    .in("podFailurePolicy", Defaults.NONE.each("rules",
                            Defaults.NONE.each("onPodConditions", Defaults.NONE.put("status", "True")))))
            .put("podReplacementPolicy", "TerminatingOrFailed");

    static final Defaults JOB = Defaults.NONE.then(WorkloadDefaults::labelsOfTemplate).make("spec", JOB_SPEC)
            .make("status");

    static final Defaults CRON_JOB = Defaults.NONE.make("spec", Defaults.NONE.put("concurrencyPolicy", "Allow")
            .put("suspend", false)
            .make("jobTemplate", Defaults.NONE.make("metadata")
                    .make("spec", Defaults.NONE.make("template", PodDefaults.TEMPLATE)))
            .put("successfulJobsHistoryLimit", 3)
            .put("failedJobsHistoryLimit", 1)).make("status");

    private WorkloadDefaults() {
    }

    private static boolean isRollingUpdate(ObjectNode strategy) {
        return strategy.path("type").asText("").equals("RollingUpdate");
    }

    /// A workload without labels takes those of its Pods.
    static void labelsOfTemplate(ObjectNode workload) {
        JsonNode labels = Trees.at(workload, "spec", "template", "metadata", "labels");
        boolean areValid = labels.properties().stream()
                .allMatch(label -> NameRules.labelValue(label.getValue().asText()).isEmpty());
        if (areValid && !labels.isEmpty() && Trees.at(workload, "metadata", "labels").isEmpty()) {
            Trees.object(workload, "metadata").set("labels", labels.deepCopy());
        }
    }

    /// A ReplicationController without a selector selects its Pods by all of their labels.
    private static void selectorOfTemplate(ObjectNode controller) {
        JsonNode labels = Trees.at(controller, "spec", "template", "metadata", "labels");
        if (!labels.isEmpty() && Trees.at(controller, "spec", "selector").isEmpty()) {
            Trees.object(controller, "spec").set("selector", labels.deepCopy());
        }
    }

    /// A Job without a selector of its own gets one by its uid, and its Pods the labels for it.
    static void generateSelector(ObjectNode job) {
        ObjectNode spec = Trees.object(job, "spec");
        if (spec.path("manualSelector").asBoolean()) {
            return;
        }
        ObjectNode metadata = Trees.object(job, "metadata");
        String uid = metadata.path("uid").asText(UUID.nameUUIDFromBytes(new byte[0]).toString());
        String name = metadata.path("name").asText("");
        ObjectNode labels = Trees.object(Trees.object(Trees.object(spec, "template"), "metadata"), "labels");
        Map.of("controller-uid", uid, "batch.kubernetes.io/controller-uid", uid, "job-name", name,
                "batch.kubernetes.io/job-name", name)
                .forEach((key, value) -> labels.putIfAbsent(key, labels.textNode(value)));
        ObjectNode selector = Trees.object(spec, "selector");
        Trees.object(selector, "matchLabels").put("batch.kubernetes.io/controller-uid", uid);
    }
}
