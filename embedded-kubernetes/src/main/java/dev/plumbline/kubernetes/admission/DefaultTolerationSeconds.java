package dev.plumbline.kubernetes.admission;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// A Pod stays for five minutes on a node that is not ready or unreachable, unless it says otherwise.
final class DefaultTolerationSeconds implements Plugin {
    private static final int TOLERATED_SECONDS = 300;
    private static final List<String> TAINTS = List.of("node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable");

    @Override
    public void mutate(Attempt attempt) {
        if (!attempt.isAbout(LimitRanger.PODS) || !attempt.creates()) {
            return;
        }
        ObjectNode spec = Trees.object(attempt.object(), "spec");
        for (String taint : TAINTS) {
            if (!isTolerated(spec.path("tolerations"), taint)) {
                Trees.list(spec, "tolerations").addObject().put("key", taint).put("operator", "Exists")
                        .put("effect", "NoExecute").put("tolerationSeconds", TOLERATED_SECONDS);
            }
        }
    }

    private static boolean isTolerated(JsonNode tolerations, String taint) {
        for (JsonNode toleration : tolerations) {
            String key = toleration.path("key").asText();
            String effect = toleration.path("effect").asText();
            if ((key.isEmpty() || key.equals(taint)) && (effect.isEmpty() || effect.equals("NoExecute"))) {
                return true;
            }
        }
        return false;
    }
}
