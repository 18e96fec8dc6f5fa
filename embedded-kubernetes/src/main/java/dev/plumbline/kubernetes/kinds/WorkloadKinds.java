package dev.plumbline.kubernetes.kinds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Pod and the kinds of `apps` that make Pods.
final class WorkloadKinds {
    private static final String APPS = "apps";
    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    private WorkloadKinds() {
    }

    static void addTo(Strategies.Registry kinds) {
        kinds.add("", "Pod",
                new Rules().table(PodTable.TABLE).completed(PodTable::completion).generation().defaults(PodDefaults.POD)
                        .onCreate(WorkloadKinds::pending)
                        .check(PodChecks::pod).checkCreation(PodChecks::creation).checkUpdate(PodUpdateChecks::update)
                        .warn(Warnings::pod)
                        .gracePeriod(WorkloadKinds::gracePeriod).selectable(WorkloadKinds::podFields));
        kinds.add("", "PodTemplate", new Rules().table(WorkloadTables.POD_TEMPLATE)
                .defaults(Defaults.NONE.make("template", PodDefaults.TEMPLATE))
                .check(template -> PodChecks.template(template.at("template"))));
        kinds.add("", "ReplicationController", new Rules().table(WorkloadTables.REPLICA_SET).generation()
                .orphaning("").defaults(WorkloadDefaults.REPLICATION_CONTROLLER)
                .check(WorkloadChecks::replicationController).checkStatus(StatusChecks::replicaSet)
                .selectable(controller -> Map.of("status.replicas", Trees.text(controller, "status", "replicas"))));
        kinds.add(APPS, "Deployment",
                new Rules().table(WorkloadTables.DEPLOYMENT).generation().defaults(WorkloadDefaults.DEPLOYMENT)
                        .onUpdate(WorkloadKinds::countAnnotations)
                        .onStatusUpdate((deployment, old) -> Trees.copyField(Trees.object(deployment, "metadata"),
                                old.path("metadata"), "labels"))
                        .checkStatus(StatusChecks::deployment).check(WorkloadChecks::deployment)
                        .checkUpdate(WorkloadChecks::selectorIsFixed)
                        .warn(WorkloadKinds::warnings));
        kinds.add(APPS, "ReplicaSet",
                new Rules().table(WorkloadTables.REPLICA_SET).generation().defaults(WorkloadDefaults.REPLICA_SET)
                        .check(WorkloadChecks::replicaSet).checkUpdate(WorkloadChecks::selectorIsFixed)
                        .warn(WorkloadKinds::warnings).checkStatus(StatusChecks::replicaSet)
                        .selectable(set -> Map.of("status.replicas", Trees.text(set, "status", "replicas"))));
        kinds.add(APPS, "StatefulSet",
                new Rules().table(WorkloadTables.STATEFUL_SET).names(NameRule.DNS_LABEL).generation()
                        .defaults(WorkloadDefaults.STATEFUL_SET)
                        .checkStatus(StatusChecks::statefulSet).check(WorkloadChecks::statefulSet)
                        .checkUpdate(WorkloadChecks::statefulSetUpdate)
                        .warn(WorkloadKinds::warnings));
        kinds.add(APPS, "ControllerRevision", new Rules().table(WorkloadTables.REVISION).check(WorkloadChecks::revision)
                .checkUpdate((revision, old) -> revision.at("data").immutable(old.path("data"))));
        kinds.add(APPS, "DaemonSet",
                new Rules().table(WorkloadTables.DAEMON_SET).generation().defaults(WorkloadDefaults.DAEMON_SET)
                        .checkStatus(StatusChecks::daemonSet).check(WorkloadChecks::daemonSet)
                        .checkUpdate(WorkloadChecks::selectorIsFixed)
                        .warn(WorkloadKinds::warnings)
                        .onCreate(set -> templateGeneration(set, 1)).onUpdate(WorkloadKinds::countTemplates));
    }

    private static List<String> warnings(ObjectNode workload, @Nullable ObjectNode old) {
        return Warnings.workload(workload, old, "spec", "template");
    }

    /// The generation of a Deployment also counts changes of its annotations.
    private static void countAnnotations(ObjectNode deployment, ObjectNode old) {
        ObjectNode metadata = Trees.object(deployment, "metadata");
        if (!Trees.strings(metadata.path("annotations")).equals(Trees.strings(Trees.at(old, "metadata",
                "annotations")))) {
            metadata.put("generation", Trees.at(old, "metadata", "generation").asLong() + 1);
        }
    }

    private static void pending(ObjectNode pod) {
        ObjectNode status = pod.putObject("status");
        status.put("phase", "Pending").put("qosClass", PodQuality.of(pod.path("spec")));
    }

    /// Only a Pod that runs on a node takes time to end, whatever is asked for.
    private static OptionalLong gracePeriod(ObjectNode pod, OptionalLong asked) {
        String phase = Trees.text(pod, "status", "phase");
        boolean isRunning = !Trees.text(pod, "spec", "nodeName").isEmpty() && !phase.equals("Failed")
                && !phase.equals("Succeeded");
        return OptionalLong.of(isRunning
                ? asked.orElse(Trees.at(pod, "spec", "terminationGracePeriodSeconds").asLong())
                : 0);
    }

    private static Map<String, String> podFields(ObjectNode pod) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : new String[]{"nodeName", "restartPolicy", "schedulerName", "serviceAccountName"}) {
            fields.put("spec." + name, Trees.text(pod, "spec", name));
        }
        fields.put("spec.hostNetwork", String.valueOf(Trees.at(pod, "spec", "hostNetwork").asBoolean()));
        for (String name : new String[]{"phase", "podIP", "nominatedNodeName"}) {
            fields.put("status." + name, Trees.text(pod, "status", name));
        }
        // Accepted, though no Pod has a value.
        fields.put("status.podIPs", "");
        return fields;
    }

    private static void countTemplates(ObjectNode set, ObjectNode old) {
        long before = Trees.at(old, "metadata", "annotations", TEMPLATE_GENERATION).asLong(1);
        boolean isSame = Trees.at(set, "spec", "template").equals(Trees.at(old, "spec", "template"));
        templateGeneration(set, isSame ? before : before + 1);
    }

    private static void templateGeneration(ObjectNode set, long generation) {
        Trees.object(Trees.object(set, "metadata"), "annotations")
                .put(TEMPLATE_GENERATION, String.valueOf(generation));
    }
}
