package dev.plumbline.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Trees;

/// A Pod's RuntimeClass exists, and gives the Pod its overhead and where it may run.
final class RuntimeClass implements Plugin {
    private static final ResourceName CLASSES = new ResourceName("node.k8s.io", "runtimeclasses");

    private final StoredObjects objects;

    RuntimeClass(StoredObjects objects) {
        this.objects = objects;
    }

    @Override
    public void mutate(Attempt attempt) {
        JsonNode name = attempt.object().path("spec").path("runtimeClassName");
        if (!attempt.isAbout(LimitRanger.PODS) || !attempt.creates() || name.asText().isEmpty()) {
            return;
        }
        ObjectNode found = objects.find(CLASSES, "", name.asText()).orElseThrow(() -> attempt
                .forbidden("pod rejected: RuntimeClass \"" + name.asText() + "\" not found"));
        ObjectNode spec = Trees.object(attempt.object(), "spec");
        overhead(attempt, spec, Trees.at(found, "overhead", "podFixed"));
        Trees.at(found, "scheduling", "nodeSelector").properties().forEach(label -> {
            ObjectNode selector = Trees.object(spec, "nodeSelector");
            if (!selector.path(label.getKey()).asText(label.getValue().asText()).equals(label.getValue().asText())) {
                throw attempt.forbidden("conflict: cannot overwrite an existing nodeSelector: " + label.getKey());
            }
            selector.set(label.getKey(), label.getValue());
        });
        Trees.at(found, "scheduling", "tolerations").forEach(toleration -> {
            if (!contains(spec.path("tolerations"), toleration)) {
                Trees.list(spec, "tolerations").add(toleration.deepCopy());
            }
        });
    }

    private static void overhead(Attempt attempt, ObjectNode spec, JsonNode overhead) {
        if (overhead.isEmpty()) {
            return;
        }
        if (spec.path("overhead").isEmpty()) {
            spec.set("overhead", overhead.deepCopy());
        } else if (!spec.path("overhead").equals(overhead)) {
            throw attempt.forbidden(
                    "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
        }
    }

    private static boolean contains(JsonNode list, JsonNode wanted) {
        for (JsonNode item : list) {
            if (item.equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
