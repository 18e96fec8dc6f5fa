package dev.plumbline.kubernetes.kinds;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// What may change of a Pod that exists.
final class PodUpdateChecks {
    private PodUpdateChecks() {
    }

    /// Of a Pod that exists only images, deadlines and further tolerations may change.
    static void update(Field pod, ObjectNode old) {
        for (String list : List.of("containers", "initContainers")) {
            Field containers = pod.at("spec", list);
            if (containers.value().size() != Trees.at(old, "spec", list).size()) {
                containers.forbidden("pod updates may not add or remove containers");
                return;
            }
        }
        ephemeralContainersStay(pod.at("spec", "ephemeralContainers"), Trees.at(old, "spec", "ephemeralContainers"));
        gatesOnlyOpen(pod.at("spec", "schedulingGates"), Trees.at(old, "spec", "schedulingGates"));
        deadlineOnlyShrinks(pod.at("spec", "activeDeadlineSeconds"), Trees.at(old, "spec", "activeDeadlineSeconds"));
        ObjectNode spec = mutable(pod.value().path("spec"));
        JsonNode before = mutable(old.path("spec"));
        if (!spec.equals(before)) {
            pod.at("spec").forbidden("pod updates may not change fields other than `spec.containers[*].image`,"
                    + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions "
                    + "to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it "
                    + "was previously negative)\n" + StructDiff.of(before, spec));
        }
        tolerationsOnlyGrow(pod.at("spec", "tolerations"), old.path("spec").path("tolerations"));
    }

    private static void ephemeralContainersStay(Field containers, JsonNode before) {
        for (JsonNode old : before) {
            String name = old.path("name").asText();
            Optional<Field> now = containers.items().stream().filter(item -> item.at("name").text().equals(name))
                    .findFirst();
            String head = "existing ephemeral containers \"" + name + "\" may not be ";
            if (now.isEmpty()) {
                containers.forbidden(head + "removed\n");
            } else if (!now.get().value().equals(old)) {
                containers.forbidden(head + "changed\n" + StructDiff.of(now.get().value(), old));
            }
        }
    }

    private static void gatesOnlyOpen(Field gates, JsonNode before) {
        Set<String> known = new HashSet<>();
        before.forEach(gate -> known.add(gate.path("name").asText()));
        for (Field gate : gates.items()) {
            String name = gate.at("name").text();
            if (!known.contains(name)) {
                gates.forbidden("only deletion is allowed, but found new scheduling gate '" + name + "'");
            }
        }
    }

    private static void deadlineOnlyShrinks(Field deadline, JsonNode before) {
        if (!before.isNumber()) {
            return;
        }
        if (!deadline.isPresent()) {
            deadline.invalid("must not update from a positive integer to nil value");
        } else if (deadline.value().asLong() > before.asLong()) {
            deadline.invalid("must be less than or equal to previous value");
        }
    }

    private static void tolerationsOnlyGrow(Field tolerations, JsonNode before) {
        Set<JsonNode> now = new HashSet<>();
        tolerations.value().forEach(now::add);
        for (JsonNode toleration : before) {
            if (!now.contains(toleration)) {
                tolerations.forbidden("existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
    }

    private static ObjectNode mutable(JsonNode spec) {
        ObjectNode copy = spec.deepCopy();
        copy.remove(List.of("activeDeadlineSeconds", "tolerations", "ephemeralContainers", "schedulingGates"));
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : copy.path(list)) {
                if (container instanceof ObjectNode object) {
                    object.set("image", TextNode.valueOf(""));
                }
            }
        }
        return copy;
    }
}
