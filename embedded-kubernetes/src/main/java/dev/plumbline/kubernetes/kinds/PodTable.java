package dev.plumbline.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What kubectl shows of Pods (printPod of pkg/printers/internalversion).
final class PodTable {
    private static final String NONE = "<none>";

    static final Table TABLE = Table.named().text("Ready", PodTable::ready).text("Status", PodTable::status)
            .text("Restarts", PodTable::restarts).age()
            .wide().text("IP", PodTable::address).path("Node", NONE, "spec", "nodeName")
            .path("Nominated Node", NONE, "status", "nominatedNodeName").text("Readiness Gates", PodTable::gates);

    private PodTable() {
    }

    private static JsonNode statuses(JsonNode pod) {
        return Trees.at(pod, "status", "containerStatuses");
    }

    private static String ready(ObjectNode pod) {
        int ready = 0;
        for (JsonNode status : statuses(pod)) {
            boolean isRunning = status.path("state").has("running");
            ready += status.path("ready").asBoolean() && isRunning ? 1 : 0;
        }
        return ready + "/" + Trees.at(pod, "spec", "containers").size();
    }

    private static String restarts(ObjectNode pod) {
        int restarts = 0;
        for (JsonNode status : statuses(pod)) {
            restarts += status.path("restartCount").asInt();
        }
        return String.valueOf(restarts);
    }

    private static String status(ObjectNode pod) {
        String phase = Trees.text(pod, "status", "phase");
        String statusReason = Trees.text(pod, "status", "reason");
        String reason = statusReason.isEmpty() ? phase : statusReason;
        String initial = initializing(pod);
        if (!initial.isEmpty()) {
            reason = initial;
        } else {
            reason = running(pod, reason);
        }
        if (pod.path("metadata").hasNonNull("deletionTimestamp")) {
            return statusReason.equals("NodeLost") ? "Unknown" : "Terminating";
        }
        return reason;
    }

    private static String initializing(ObjectNode pod) {
        JsonNode statuses = Trees.at(pod, "status", "initContainerStatuses");
        int count = Trees.at(pod, "spec", "initContainers").size();
        for (int i = 0; i < statuses.size(); i++) {
            JsonNode state = statuses.get(i).path("state");
            JsonNode terminated = state.path("terminated");
            if (terminated.isObject() && terminated.path("exitCode").asInt() == 0) {
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
            return isReady(pod) ? "Running" : "NotReady";
        }
        return reason;
    }

    private static boolean isReady(JsonNode pod) {
        for (JsonNode condition : Trees.at(pod, "status", "conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
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
