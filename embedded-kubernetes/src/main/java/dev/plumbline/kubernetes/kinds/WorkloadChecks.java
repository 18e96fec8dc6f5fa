package dev.plumbline.kubernetes.kinds;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What Deployments, ReplicaSets, StatefulSets and DaemonSets must fulfil (pkg/apis/apps/validation).
final class WorkloadChecks {
    static final String MISMATCH = "`selector` does not match template `labels`";

    private WorkloadChecks() {
    }

    static void deployment(Field deployment) {
        Field spec = deployment.at("spec");
        selectorAndTemplate(spec, "deployment", "ReplicaSet");
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
        selectorAndTemplate(spec, "deployment", "ReplicaSet");
        spec.at("replicas").notNegative();
        spec.at("minReadySeconds").notNegative();
    }

    static void statefulSet(Field set) {
        Field spec = set.at("spec");
        selectorAndTemplate(spec, "statefulset", "StatefulSet");
        Field policy = spec.at("podManagementPolicy");
        if (!List.of("OrderedReady", "Parallel").contains(policy.text())) {
            policy.invalid("must be 'OrderedReady' or 'Parallel'");
        }
        Field strategy = spec.at("updateStrategy");
        switch (strategy.at("type").text()) {
            case "RollingUpdate" -> rollingStatefulUpdate(strategy.at("rollingUpdate"));
            case "OnDelete" -> strategy.at("rollingUpdate").ifPresent(update -> update
                    .invalid("only allowed for updateStrategy 'RollingUpdate'"));
            default -> strategy.as(internalStrategy(strategy.value())).invalid("must be 'RollingUpdate' or 'OnDelete'");
        }
        for (String moment : List.of("whenDeleted", "whenScaled")) {
            spec.at("persistentVolumeClaimRetentionPolicy", moment).oneOf("Retain", "Delete");
        }
        spec.at("ordinals", "start").notNegative();
        spec.at("replicas").notNegative();
        spec.at("minReadySeconds").notNegative();
        spec.at("revisionHistoryLimit").notNegative();
    }

    static void daemonSet(Field set) {
        Field spec = set.at("spec");
        selectorAndTemplate(spec, "daemonset", "DaemonSet");
        spec.at("minReadySeconds").notNegative();
        spec.at("revisionHistoryLimit").notNegative();
        Field strategy = spec.at("updateStrategy");
        switch (strategy.at("type").text()) {
            case "RollingUpdate" -> rollingDaemonUpdate(strategy.at("rollingUpdate"));
            case "OnDelete" -> {
            }
            default -> strategy.as(internalStrategy(strategy.value()))
                    .unsupported(List.of("RollingUpdate", "OnDelete"));
        }
    }

    private static void rollingStatefulUpdate(Field update) {
        update.at("partition").notNegative();
        update.at("maxUnavailable").ifPresent(unavailable -> {
            SharedChecks.intOrPercent(unavailable, 100);
            if (SharedChecks.isZero(unavailable.value())) {
                unavailable.invalid("cannot be 0");
            }
        });
    }

    private static void rollingDaemonUpdate(Field update) {
        SharedChecks.intOrPercent(update.at("maxUnavailable"), 100);
        SharedChecks.intOrPercent(update.at("maxSurge"), 100);
        boolean isUnavailable = !SharedChecks.isZero(update.at("maxUnavailable").value());
        boolean hasSurge = !SharedChecks.isZero(update.at("maxSurge").value());
        if (isUnavailable && hasSurge) {
            update.at("maxSurge").invalid("may not be set when maxUnavailable is non-zero");
        } else if (!isUnavailable && !hasSurge) {
            update.at("maxUnavailable").missing("cannot be 0 when maxSurge is 0");
        }
    }

    static void revision(Field revision) {
        if (!revision.at("data").isPresent()) {
            revision.at("data").missing("data is mandatory");
        }
        revision.at("revision").notNegative();
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
            spec.at("template", "metadata", "labels").as(SharedChecks.sorted(labels)).invalid(MISMATCH);
        }
        PodChecks.template(spec.at("template"));
        alwaysRestarts(spec.at("template"), "ReplicationController");
    }

    private static void selectorAndTemplate(Field spec, String name, String kind) {
        Field selector = spec.at("selector");
        Field template = spec.at("template");
        if (selector.isPresent()) {
            SharedChecks.selector(selector);
            if (SharedChecks.isEmptySelector(selector.value())) {
                selector.invalid("empty selector is invalid for " + name);
            }
            if (!SharedChecks.hasValidLabels(selector.value())) {
                selector.invalid("invalid label selector");
                return;
            }
        } else if (!kind.equals("DaemonSet")) {
            selector.missing("");
        }
        JsonNode labels = Trees.at(template.value(), "metadata", "labels");
        if (!selector.isPresent() || !SharedChecks.matches(selector.value(), labels)) {
            template.at("metadata", "labels").as(SharedChecks.sorted(labels)).invalid(MISMATCH);
        }
        Set<String> claims = new HashSet<>();
        spec.at("volumeClaimTemplates").each(claim -> claims.add(claim.at("metadata", "name").text()));
        PodChecks.template(template, claims);
        alwaysRestarts(template, kind);
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
            case "RollingUpdate" -> rollingUpdate(strategy.at("rollingUpdate"));
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

    private static void rollingUpdate(Field update) {
        SharedChecks.intOrPercent(update.at("maxUnavailable"), 100);
        SharedChecks.intOrPercent(update.at("maxSurge"), Integer.MAX_VALUE);
        boolean cannotMove = SharedChecks.isZero(update.at("maxUnavailable").value())
                && SharedChecks.isZero(update.at("maxSurge").value());
        if (cannotMove) {
            update.at("maxUnavailable").invalid("may not be 0 when `maxSurge` is 0");
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
}
