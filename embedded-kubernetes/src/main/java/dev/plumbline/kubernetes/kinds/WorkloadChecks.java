package dev.plumbline.kubernetes.kinds;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What Deployments, ReplicaSets, StatefulSets and DaemonSets must fulfil (pkg/apis/apps/validation).
final class WorkloadChecks {
    private static final String MISMATCH = "`selector` does not match template `labels`";

    private WorkloadChecks() {
    }

    static void deployment(Field deployment) {
        Field spec = deployment.at("spec");
        selectorAndTemplate(spec, "deployment");
        spec.at("replicas").notNegative();
        spec.at("minReadySeconds").notNegative();
        spec.at("revisionHistoryLimit").notNegative();
        strategy(spec.at("strategy"));
        Field deadline = spec.at("progressDeadlineSeconds");
        deadline.notNegative();
        if (deadline.isPresent() && deadline.value().asInt() <= spec.at("minReadySeconds").value().asInt()) {
            deadline.invalid("must be greater than minReadySeconds");
        }
    }

    static void replicaSet(Field set) {
        Field spec = set.at("spec");
        selectorAndTemplate(spec, "deployment");
        spec.at("replicas").notNegative();
        spec.at("minReadySeconds").notNegative();
    }

    static void statefulSet(Field set) {
        Field spec = set.at("spec");
        selectorAndTemplate(spec, "statefulset");
        Field policy = spec.at("podManagementPolicy");
        if (!List.of("OrderedReady", "Parallel").contains(policy.text())) {
            policy.invalid("must be 'OrderedReady' or 'Parallel'");
        }
        Field strategy = spec.at("updateStrategy");
        switch (strategy.at("type").text()) {
            case "RollingUpdate" -> strategy.at("rollingUpdate", "partition").notNegative();
            case "OnDelete" -> strategy.at("rollingUpdate").forbiddenIf(true,
                    "only allowed for updateStrategy 'RollingUpdate'");
            default -> strategy.invalid("must be 'RollingUpdate' or 'OnDelete'");
        }
        spec.at("replicas").notNegative();
        spec.at("minReadySeconds").notNegative();
        spec.at("revisionHistoryLimit").notNegative();
    }

    static void daemonSet(Field set) {
        Field spec = set.at("spec");
        selectorAndTemplate(spec, "daemonset");
        spec.at("minReadySeconds").notNegative();
        spec.at("revisionHistoryLimit").notNegative();
        Field strategy = spec.at("updateStrategy");
        Field type = strategy.at("type");
        type.oneOf("OnDelete", "RollingUpdate");
        if (type.text().equals("RollingUpdate")) {
            rollingUpdate(strategy.at("rollingUpdate"), "maxUnavailable");
        }
    }

    static void replicationController(Field controller) {
        Field spec = controller.at("spec");
        spec.at("replicas").notNegative();
        spec.at("minReadySeconds").notNegative();
        JsonNode selector = spec.at("selector").value();
        JsonNode labels = Trees.at(spec.value(), "template", "metadata", "labels");
        spec.at("selector").required();
        if (!spec.at("template").isPresent()) {
            spec.at("template").missing("");
            return;
        }
        boolean matches = selector.properties().stream()
                .allMatch(term -> term.getValue().equals(labels.get(term.getKey())));
        if (!matches) {
            spec.at("template", "metadata", "labels").invalid(MISMATCH);
        }
        PodChecks.template(spec.at("template"));
        alwaysRestarts(spec.at("template"), "ReplicationController");
    }

    private static void selectorAndTemplate(Field spec, String kind) {
        Field selector = spec.at("selector");
        Field template = spec.at("template");
        if (selector.isPresent()) {
            SharedChecks.selector(selector);
            if (SharedChecks.isEmptySelector(selector.value())) {
                selector.invalid("empty selector is invalid for " + kind);
            }
            if (!SharedChecks.hasValidLabels(selector.value())) {
                selector.invalid("invalid label selector");
                return;
            }
        } else {
            selector.missing("");
        }
        JsonNode labels = Trees.at(template.value(), "metadata", "labels");
        if (!selector.isPresent() || !SharedChecks.matches(selector.value(), labels)) {
            template.at("metadata", "labels").invalid(MISMATCH);
        }
        PodChecks.template(template);
        alwaysRestarts(template, "ReplicaSet");
    }

    private static void alwaysRestarts(Field template, String kind) {
        Field policy = template.at("spec", "restartPolicy");
        if (policy.isSet() && !policy.text().equals("Always")) {
            policy.unsupported(List.of("Always"));
        }
        template.at("spec", "activeDeadlineSeconds").forbiddenIf(true,
                "activeDeadlineSeconds in " + kind + " is not Supported");
    }

    private static void strategy(Field strategy) {
        Field type = strategy.at("type");
        switch (type.text()) {
            case "RollingUpdate" -> rollingUpdate(strategy.at("rollingUpdate"), "maxUnavailable");
            case "Recreate" -> strategy.at("rollingUpdate").forbiddenIf(true,
                    "may not be specified when strategy `type` is 'Recreate'");
            default -> strategy.as(internalStrategy(strategy.value()))
                    .unsupported(List.of("Recreate", "RollingUpdate"));
        }
    }

    /// The strategy as the server's own type, which its message shows.
    private static ObjectNode internalStrategy(JsonNode strategy) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("Type", strategy.path("type").asText());
        JsonNode update = strategy.path("rollingUpdate");
        shown.set("RollingUpdate", update.isMissingNode() ? JsonNodeFactory.instance.nullNode() : update);
        return shown;
    }

    private static void rollingUpdate(Field update, String unavailable) {
        SharedChecks.intOrPercent(update.at("maxUnavailable"), 100);
        SharedChecks.intOrPercent(update.at("maxSurge"), Integer.MAX_VALUE);
        boolean cannotMove = SharedChecks.isZero(update.at("maxUnavailable").value())
                && SharedChecks.isZero(update.at("maxSurge").value());
        if (cannotMove) {
            update.at(unavailable).invalid("may not be 0 when `maxSurge` is 0");
        }
    }

    static void selectorIsFixed(Field workload, ObjectNode old) {
        workload.at("spec", "selector").immutable(Trees.at(old, "spec", "selector"));
    }

    static void statefulSetUpdate(Field set, ObjectNode old) {
        List<String> mutable = List.of("replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
                "persistentVolumeClaimRetentionPolicy", "minReadySeconds");
        if (!without(set.value().path("spec"), mutable).equals(without(old.path("spec"), mutable))) {
            set.at("spec").forbidden("updates to statefulset spec for fields other than 'replicas', 'ordinals', "
                    + "'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' "
                    + "and 'minReadySeconds' are forbidden");
        }
    }

    private static JsonNode without(JsonNode spec, List<String> fields) {
        return spec instanceof ObjectNode object ? object.deepCopy().remove(fields) : spec;
    }

    /// `kind` in the words of its API: what a Job asks for its Pods.
    static void job(Field spec) {
        for (String count : List.of("parallelism", "completions", "activeDeadlineSeconds", "backoffLimit",
                "ttlSecondsAfterFinished", "backoffLimitPerIndex", "maxFailedIndexes")) {
            spec.at(count).notNegative();
        }
        spec.at("completionMode").oneOf("Indexed", "NonIndexed");
        if (spec.at("completionMode").text().equals("Indexed") && !spec.at("completions").isPresent()) {
            spec.at("completions").missing("when completion mode is Indexed");
        }
        spec.at("podReplacementPolicy").oneOf("Failed", "TerminatingOrFailed");
        Field template = spec.at("template");
        JsonNode labels = Trees.at(template.value(), "metadata", "labels");
        if (spec.at("selector").isPresent() && !SharedChecks.matches(spec.at("selector").value(), labels)) {
            template.at("metadata", "labels").invalid(MISMATCH);
        }
        PodChecks.template(template);
        Field policy = template.at("spec", "restartPolicy");
        if (!List.of("OnFailure", "Never").contains(policy.text())) {
            policy.missing("valid values: \"OnFailure\", \"Never\"");
        }
    }

    static void jobUpdate(Field job, ObjectNode old) {
        JsonNode before = old.path("spec");
        Field spec = job.at("spec");
        boolean isIndexed = before.path("completionMode").asText().toUpperCase(Locale.ROOT).equals("INDEXED");
        boolean isElastic = isIndexed && spec.at("completions").value().equals(spec.at("parallelism").value());
        if (!isElastic) {
            spec.at("completions").immutable(before.path("completions"));
        }
        spec.at("selector").immutable(before.path("selector"));
        boolean wasSuspended = before.path("suspend").asBoolean() && !Trees.at(old, "status").has("startTime");
        if (!wasSuspended || !isOnlyRescheduled(spec.value().path("template"), before.path("template"))) {
            spec.at("template").immutable(before.path("template"));
        }
        spec.at("completionMode").immutable(before.path("completionMode"));
        spec.at("podFailurePolicy").immutable(before.path("podFailurePolicy"));
        spec.at("backoffLimitPerIndex").immutable(before.path("backoffLimitPerIndex"));
    }

    /// Where the Pods of a suspended Job run may change, as long as none has run.
    private static boolean isOnlyRescheduled(JsonNode template, JsonNode before) {
        return scheduled(template).equals(scheduled(before));
    }

    private static JsonNode scheduled(JsonNode template) {
        JsonNode copy = template.deepCopy();
        if (copy.path("spec") instanceof ObjectNode spec) {
            spec.remove(List.of("nodeSelector", "affinity", "tolerations", "schedulingGates"));
        }
        if (copy instanceof ObjectNode object) {
            object.remove("metadata");
        }
        return copy;
    }

    static void cronJob(Field cronJob) {
        Field name = cronJob.at("metadata", "name");
        if (name.text().length() > 52) {
            name.invalid("must be no more than 52 characters");
        }
        Field spec = cronJob.at("spec");
        Field schedule = spec.at("schedule");
        if (schedule.isSet()) {
            CronSchedule.problem(schedule.text()).ifPresent(schedule::invalid);
        } else {
            schedule.missing("");
        }
        spec.at("startingDeadlineSeconds").notNegative();
        spec.at("concurrencyPolicy").requiredOneOf("", "Allow", "Forbid", "Replace");
        spec.at("successfulJobsHistoryLimit").notNegative();
        spec.at("failedJobsHistoryLimit").notNegative();
        Field zone = spec.at("timeZone");
        if (zone.isPresent() && !java.time.ZoneId.getAvailableZoneIds().contains(zone.text())) {
            zone.invalid("unknown time zone " + zone.text());
        }
        job(spec.at("jobTemplate", "spec"));
    }
}
