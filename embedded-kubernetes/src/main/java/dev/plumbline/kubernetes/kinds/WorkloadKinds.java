package dev.plumbline.kubernetes.kinds;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Pod and the kinds of `apps` that make Pods.
final class WorkloadKinds {
    private static final String APPS = "apps";

    private WorkloadKinds() {
    }

    static void addTo(Strategies.Registry kinds) {
        kinds.add("", "Pod", new Rules().generation().defaults(PodDefaults.POD)
                .onCreate(PodDefaults.ADMISSION::apply).onCreate(WorkloadKinds::pending)
                .gracePeriod(WorkloadKinds::gracePeriod).selectable(WorkloadKinds::podFields));
        kinds.add("", "PodTemplate", new Rules().defaults(Defaults.NONE.make("template", PodDefaults.TEMPLATE)));
        kinds.add("", "ReplicationController", new Rules().generation().defaults(
                WorkloadDefaults.REPLICATION_CONTROLLER)
                .selectable(controller -> Map.of("status.replicas", Trees.text(controller, "status", "replicas"))));
        kinds.add(APPS, "Deployment", new Rules().generation().defaults(WorkloadDefaults.DEPLOYMENT));
        kinds.add(APPS, "ReplicaSet", new Rules().generation().defaults(WorkloadDefaults.REPLICA_SET)
                .selectable(set -> Map.of("status.replicas", Trees.text(set, "status", "replicas"))));
        kinds.add(APPS, "StatefulSet", new Rules().generation().defaults(WorkloadDefaults.STATEFUL_SET));
        kinds.add(APPS, "DaemonSet", new Rules().generation().defaults(WorkloadDefaults.DAEMON_SET)
                .onCreate(WorkloadKinds::templateGeneration));
    }

    private static void pending(ObjectNode pod) {
        ObjectNode status = pod.putObject("status");
        status.put("phase", "Pending").put("qosClass", PodQuality.of(pod.path("spec")));
    }

    /// Only a Pod that runs on a node takes time to end.
    private static OptionalLong gracePeriod(ObjectNode pod) {
        String phase = Trees.text(pod, "status", "phase");
        boolean isRunning = !Trees.text(pod, "spec", "nodeName").isEmpty() && !phase.equals("Failed")
                && !phase.equals("Succeeded");
        return OptionalLong.of(isRunning ? Trees.at(pod, "spec", "terminationGracePeriodSeconds").asLong() : 0);
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
        return fields;
    }

    private static void templateGeneration(ObjectNode set) {
        Trees.object(Trees.object(set, "metadata"), "annotations")
                .put("deprecated.daemonset.template.generation", "1");
    }
}
