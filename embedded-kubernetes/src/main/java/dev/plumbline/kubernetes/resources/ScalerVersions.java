package dev.plumbline.kubernetes.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// HorizontalPodAutoscalers between `autoscaling/v1`, which knows a CPU utilisation, and `autoscaling/v2`.
final class ScalerVersions {
    private static final String CPU_TARGET = "targetCPUUtilizationPercentage";
    private static final String CPU_CURRENT = "currentCPUUtilizationPercentage";

    private ScalerVersions() {
    }

    static ObjectNode toV2(ObjectNode v1) {
        ObjectNode out = v1.deepCopy();
        if (out.path("spec") instanceof ObjectNode spec && spec.has(CPU_TARGET)) {
            JsonNode target = spec.remove(CPU_TARGET);
            ObjectNode resource = cpu();
            resource.putObject("target").put("type", "Utilization").set("averageUtilization", target);
            ObjectNode metric = JsonNodeFactory.instance.objectNode().put("type", "Resource");
            metric.set("resource", resource);
            spec.putArray("metrics").add(metric);
        }
        if (out.path("status") instanceof ObjectNode status && status.path("currentReplicas").asInt() == 0) {
            status.remove("currentReplicas");
        }
        if (out.path("status") instanceof ObjectNode status && status.has(CPU_CURRENT)) {
            JsonNode current = status.remove(CPU_CURRENT);
            ObjectNode resource = cpu();
            resource.putObject("current").set("averageUtilization", current);
            ObjectNode metric = JsonNodeFactory.instance.objectNode().put("type", "Resource");
            metric.set("resource", resource);
            status.putArray("currentMetrics").add(metric);
        }
        if (out.path("status") instanceof ObjectNode status && !status.has("currentMetrics")) {
            status.putNull("currentMetrics");
        }
        return out;
    }

    static ObjectNode toV1(ObjectNode v2) {
        ObjectNode out = v2.deepCopy();
        if (out.path("spec") instanceof ObjectNode spec) {
            JsonNode target = utilization(spec.path("metrics"), "target");
            spec.remove("metrics");
            spec.remove("behavior");
            if (target.isNumber()) {
                spec.set(CPU_TARGET, target);
            }
        }
        if (out.path("status") instanceof ObjectNode status) {
            JsonNode current = utilization(status.path("currentMetrics"), "current");
            status.remove("currentMetrics");
            status.remove("conditions");
            if (!status.has("currentReplicas")) {
                status.put("currentReplicas", 0);
            }
            if (current.isNumber()) {
                status.set(CPU_CURRENT, current);
            }
        }
        return out;
    }

    private static ObjectNode cpu() {
        return JsonNodeFactory.instance.objectNode().put("name", "cpu");
    }

    private static JsonNode utilization(JsonNode metrics, String which) {
        if (metrics instanceof ArrayNode list) {
            for (JsonNode metric : list) {
                JsonNode resource = metric.path("resource");
                if (resource.path("name").asText().equals("cpu")) {
                    return resource.path(which).path("averageUtilization");
                }
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }
}
