package dev.plumbline.kubernetes.kinds;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/// The quality-of-service class of a Pod (pkg/apis/core/v1/helper/qos).
public final class PodQuality {
    private static final List<String> COUNTED = List.of("cpu", "memory");

    private PodQuality() {
    }

    /// Of a Pod's spec: `Guaranteed`, `Burstable` or `BestEffort`.
    public static String of(JsonNode spec) {
        boolean isGuaranteed = true;
        boolean asksForNothing = true;
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : spec.path(list)) {
                JsonNode resources = container.path("resources");
                for (String name : COUNTED) {
                    String request = resources.path("requests").path(name).asText("0");
                    String limit = resources.path("limits").path(name).asText("0");
                    asksForNothing &= request.equals("0") && limit.equals("0");
                    isGuaranteed &= !limit.equals("0") && request.equals(limit);
                }
            }
        }
        if (asksForNothing) {
            return "BestEffort";
        }
        return isGuaranteed ? "Guaranteed" : "Burstable";
    }
}
