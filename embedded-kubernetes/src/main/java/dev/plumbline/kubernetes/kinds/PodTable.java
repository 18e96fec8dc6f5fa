package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What kubectl shows of Pods (printPod of pkg/printers/internalversion).
final class PodTable {
    private static final String NONE = "<none>";
    private static final String GATED = "SchedulingGated";

    static final Table TABLE = Table.named().text("Ready", PodTable::ready).text("Status", PodTable::status)
            .text("Restarts", PodTable::restarts).age()
            .wide().text("IP", PodTable::address).path("Node", NONE, "spec", "nodeName")
            .path("Nominated Node", NONE, "status", "nominatedNodeName").text("Readiness Gates", PodTable::gates);

    private PodTable() {
    }

    private static JsonNode statuses(JsonNode pod) {
        return Trees.at(pod, "status", "containerStatuses");
    }

    /// The condition of a row whose Pod has ended.
    static Optional<ObjectNode> completion(ObjectNode pod) {
        String phase = Trees.text(pod, "status", "phase");
        return switch (phase) {
            case "Succeeded" -> Optional.of(completed(phase, "The pod has completed successfully."));
            case "Failed" -> Optional.of(completed(phase, "The pod failed."));
            default -> Optional.empty();
        };
    }

    private static ObjectNode completed(String reason, String message) {
        return JsonNodeFactory.instance.objectNode().put("type", "Completed").put("status", "True")
                .put("reason", reason).put("message", message);
    }

    private static String ready(ObjectNode pod) {
        int ready = 0;
        for (JsonNode status : statuses(pod)) {
            boolean isRunning = status.path("state").has("running");
            ready += status.path("ready").asBoolean() && isRunning ? 1 : 0;
        }
        Set<String> sidecars = sidecars(pod);
        for (JsonNode status : Trees.at(pod, "status", "initContainerStatuses")) {
            boolean isRunning = sidecars.contains(status.path("name").asText()) && status.path("started").asBoolean();
            ready += isRunning && status.path("ready").asBoolean() ? 1 : 0;
        }
        return ready + "/" + (Trees.at(pod, "spec", "containers").size() + sidecars.size());
    }

    /// The init containers that run as long as the Pod.
    private static Set<String> sidecars(JsonNode pod) {
        Set<String> names = new HashSet<>();
        for (JsonNode container : Trees.at(pod, "spec", "initContainers")) {
            if (container.path("restartPolicy").asText().equals("Always")) {
                names.add(container.path("name").asText());
            }
        }
        return names;
    }

    /// How often containers were restarted, and how long ago the last time.
    private static String restarts(ObjectNode pod) {
        List<JsonNode> counted = new ArrayList<>();
        Set<String> sidecars = sidecars(pod);
        boolean isInitializing = !initializing(pod).isEmpty() && !isTrue(pod, "Initialized");
        for (JsonNode status : Trees.at(pod, "status", "initContainerStatuses")) {
            if (isInitializing || sidecars.contains(status.path("name").asText())) {
                counted.add(status);
            }
        }
        if (!isInitializing) {
            statuses(pod).forEach(counted::add);
        }
        int restarts = 0;
        String last = "";
        for (JsonNode status : counted) {
            restarts += status.path("restartCount").asInt();
            String finished = Trees.text(status, "lastState", "terminated", "finishedAt");
            last = finished.compareTo(last) > 0 ? finished : last;
        }
        return restarts == 0 || last.isEmpty()
                ? String.valueOf(restarts)
                : restarts + " (" + Ages.since(last) + " ago)";
    }

    private static String status(ObjectNode pod) {
        String phase = Trees.text(pod, "status", "phase");
        String statusReason = Trees.text(pod, "status", "reason");
        String reason = statusReason.isEmpty() ? phase : statusReason;
        for (JsonNode condition : Trees.at(pod, "status", "conditions")) {
            boolean isScheduling = condition.path("type").asText().equals("PodScheduled");
            if (isScheduling && condition.path("reason").asText().equals(GATED)) {
                reason = GATED;
            }
        }
        String initial = initializing(pod);
        if (!initial.isEmpty()) {
            reason = initial;
        }
        if (initial.isEmpty() || isTrue(pod, "Initialized")) {
            reason = running(pod, reason);
        }
        if (pod.path("metadata").hasNonNull("deletionTimestamp")) {
            boolean hasEnded = phase.equals("Succeeded") || phase.equals("Failed");
            return statusReason.equals("NodeLost") ? "Unknown" : hasEnded ? reason : "Terminating";
        }
        return reason;
    }

    private static String initializing(ObjectNode pod) {
        JsonNode statuses = Trees.at(pod, "status", "initContainerStatuses");
        int count = Trees.at(pod, "spec", "initContainers").size();
        Set<String> sidecars = sidecars(pod);
        for (int i = 0; i < statuses.size(); i++) {
            JsonNode state = statuses.get(i).path("state");
            JsonNode terminated = state.path("terminated");
            boolean isRunningSidecar = statuses.get(i).path("started").asBoolean()
                    && sidecars.contains(statuses.get(i).path("name").asText());
            if (isRunningSidecar || (terminated.isObject() && terminated.path("exitCode").asInt() == 0)) {
                continue;
            }
            if (terminated.isObject()) {
                return "Init:" + ended(terminated);
            }
            String waiting = state.path("waiting").path("reason").asText("");
            boolean isWaiting = !waiting.isEmpty() && !waiting.equals("PodInitializing");
            return "Init:" + (isWaiting ? waiting : i + "/" + count);
        }
        return "";
    }

    private static String ended(JsonNode terminated) {
        String reason = terminated.path("reason").asText("");
        if (!reason.isEmpty()) {
            return reason;
        }
        int signal = terminated.path("signal").asInt();
        return signal != 0 ? "Signal:" + signal : "ExitCode:" + terminated.path("exitCode").asInt();
    }

    private static String running(ObjectNode pod, String phase) {
        String reason = phase;
        boolean hasRunning = false;
        JsonNode statuses = statuses(pod);
        for (int i = statuses.size() - 1; i >= 0; i--) {
            JsonNode state = statuses.get(i).path("state");
            String waiting = state.path("waiting").path("reason").asText("");
            if (!waiting.isEmpty()) {
                reason = waiting;
            } else if (state.path("terminated").isObject()) {
                reason = ended(state.path("terminated"));
            } else if (statuses.get(i).path("ready").asBoolean() && state.has("running")) {
                hasRunning = true;
            }
        }
        if (reason.equals("Completed") && hasRunning) {
            return isTrue(pod, "Ready") ? "Running" : "NotReady";
        }
        return reason;
    }

    private static boolean isTrue(JsonNode pod, String type) {
        for (JsonNode condition : Trees.at(pod, "status", "conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static String address(ObjectNode pod) {
        String address = Trees.at(pod, "status", "podIPs").path(0).path("ip").asText("");
        return address.isEmpty() ? NONE : address;
    }

    private static String gates(ObjectNode pod) {
        JsonNode gates = Trees.at(pod, "spec", "readinessGates");
        if (gates.isEmpty()) {
            return NONE;
        }
        int open = 0;
        for (JsonNode gate : gates) {
            for (JsonNode condition : Trees.at(pod, "status", "conditions")) {
                boolean isOpen = condition.path("type").equals(gate.path("conditionType"))
                        && condition.path("status").asText().equals("True");
                open += isOpen ? 1 : 0;
            }
        }
        return open + "/" + gates.size();
    }
}
