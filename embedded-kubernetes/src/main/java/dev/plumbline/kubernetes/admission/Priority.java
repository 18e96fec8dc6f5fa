package dev.plumbline.kubernetes.admission;

import java.util.Comparator;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Trees;

/// A Pod gets the priority of its PriorityClass, or of the default one; there is one default at most.
final class Priority implements Plugin {
    private static final ResourceName CLASSES = new ResourceName("scheduling.k8s.io", "priorityclasses");
    private static final String BY_NAME = " must not be provided in pod spec; priority admission controller computed ";
    private static final String FROM_CLASS = " from the given PriorityClass name";

    private final StoredObjects objects;

    Priority(StoredObjects objects) {
        this.objects = objects;
    }

    @Override
    public void mutate(Attempt attempt) {
        if (!attempt.isAbout(LimitRanger.PODS) || !attempt.creates()) {
            return;
        }
        ObjectNode spec = Trees.object(attempt.object(), "spec");
        String named = spec.path("priorityClassName").asText();
        Optional<ObjectNode> found = named.isEmpty() ? defaultClass() : objects.find(CLASSES, "", named);
        if (!named.isEmpty() && found.isEmpty()) {
            throw attempt.forbidden("no PriorityClass with name " + named + " was found");
        }
        found.ifPresent(chosen -> spec.put("priorityClassName", chosen.path("metadata").path("name").asText()));
        int value = found.map(chosen -> chosen.path("value").asInt()).orElse(0);
        JsonNode sent = spec.path("priority");
        if (sent.isNumber() && sent.asInt() != value) {
            throw attempt.forbidden("the integer value of priority (" + sent.asInt() + ")" + BY_NAME + value
                    + FROM_CLASS);
        }
        spec.put("priority", value);
        String policy = found.map(chosen -> chosen.path("preemptionPolicy").asText("PreemptLowerPriority"))
                .orElse("PreemptLowerPriority");
        String sentPolicy = spec.path("preemptionPolicy").asText(policy);
        if (!sentPolicy.equals(policy)) {
            throw attempt.forbidden("the string value of PreemptionPolicy (" + sentPolicy + ")" + BY_NAME + policy
                    + FROM_CLASS);
        }
        spec.put("preemptionPolicy", policy);
    }

    private Optional<ObjectNode> defaultClass() {
        return objects.list(CLASSES, "").stream().filter(candidate -> candidate.path("globalDefault").asBoolean())
                .min(Comparator.comparingInt(candidate -> candidate.path("value").asInt()));
    }

    @Override
    public void validate(Attempt attempt) {
        if (!attempt.isAbout(CLASSES) || !attempt.object().path("globalDefault").asBoolean()) {
            return;
        }
        String name = attempt.object().path("metadata").path("name").asText();
        defaultClass().map(present -> present.path("metadata").path("name").asText())
                .filter(present -> attempt.creates() || !present.equals(name)).ifPresent(present -> {
                    throw attempt.forbidden("PriorityClass " + present
                            + " is already marked as default. Only one default can exist");
                });
    }
}
