package dev.plumbline.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The defaults of `autoscaling/v2` (pkg/apis/autoscaling/v2/defaults.go).
final class ScalerDefaults {
    private static final int CPU_PERCENT = 80;

    private static final Defaults AMOUNTS = Defaults.NONE.quantity("value").quantity("averageValue");
    private static final Defaults METRIC = metric("target", AMOUNTS);
    private static final Defaults CURRENT = metric("current", AMOUNTS);
    private static final Defaults SCALING = Defaults.NONE.put("selectPolicy", "Max");

    static final Defaults SCALER = Defaults.NONE.make("spec", Defaults.NONE.put("minReplicas", 1)
            .then(ScalerDefaults::cpuMetric)
            .each("metrics", METRIC)
            .in("behavior", Defaults.NONE
                    .make("scaleUp", SCALING.put("stabilizationWindowSeconds", 0)
                            .then(rules -> policies(rules, true)))
                    .make("scaleDown", SCALING.then(rules -> policies(rules, false)))))
            .make("status", Defaults.NONE.each("currentMetrics", CURRENT).put("desiredReplicas", 0)
                    .then(status -> status.putIfAbsent("currentMetrics", status.nullNode())));

    private ScalerDefaults() {
    }

    private static Defaults metric(String value, Defaults amounts) {
        Defaults inner = Defaults.NONE.in(value, amounts);
        return Defaults.NONE.in("resource", inner).in("pods", inner).in("object", inner).in("external", inner)
                .in("containerResource", inner);
    }

    private static void cpuMetric(ObjectNode spec) {
        JsonNode metrics = spec.path("metrics");
        if (metrics.isMissingNode() || metrics.isEmpty()) {
            ObjectNode resource = spec.putArray("metrics").addObject().put("type", "Resource").putObject("resource");
            resource.put("name", "cpu").putObject("target").put("type", "Utilization")
                    .put("averageUtilization", CPU_PERCENT);
        }
    }

    private static void policies(ObjectNode rules, boolean isUp) {
        ArrayNode policies = Trees.list(rules, "policies");
        if (!policies.isEmpty()) {
            return;
        }
        if (isUp) {
            policies.addObject().put("type", "Pods").put("value", 4).put("periodSeconds", 15);
        }
        policies.addObject().put("type", "Percent").put("value", 100).put("periodSeconds", 15);
    }
}
