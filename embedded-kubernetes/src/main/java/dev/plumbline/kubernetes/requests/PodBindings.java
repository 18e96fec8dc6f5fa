package dev.plumbline.kubernetes.requests;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.api.Status;

/// `pods/NAME/binding`, and the older `bindings`: puts a Pod on a node, as a scheduler does
/// (pkg/registry/core/pod/storage/storage.go).
final class PodBindings {
    private final Writer writer;
    private final InstantSource clock;

    PodBindings(Writer writer, InstantSource clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /// @param pod the Pod of the path; without a name it is the one that the binding is called
    Answer bind(Target pod, RequestBody body, Parameters parameters, Caller caller) {
        parameters.checkWrite("CreateOptions");
        JsonNode binding = body.parse("Binding").value();
        String name = binding.path("metadata").path("name").asText();
        if (!pod.name().isEmpty() && !pod.name().equals(name)) {
            throw ApiException.badRequest("name in URL does not match name in Binding object");
        }
        check(name, binding.path("target"));
        Target target = new Target(pod.type(), pod.namespace(), name, Writer.BINDING);
        String node = binding.path("target").path("name").asText();
        writer.update(target, live -> {
            if (live == null) {
                throw target.notFound();
            }
            return bound(live, name, node);
        }, caller, parameters.dryRun());
        return new Answer.Other(201, new Status(201, "", "", null).toJson());
    }

    private static void check(String name, JsonNode target) {
        List<Cause> causes = new ArrayList<>();
        String kind = target.path("kind").asText();
        if (!kind.isEmpty() && !kind.equals("Node")) {
            causes.add(Cause.notSupported("target.kind", kind, List.of("Node", "<empty>")));
        }
        if (target.path("name").asText().isEmpty()) {
            causes.add(Cause.required("target.name", ""));
        }
        if (!causes.isEmpty()) {
            throw ApiException.invalid("", "Binding", name, causes);
        }
    }

    private ObjectNode bound(ObjectNode live, String name, String node) {
        JsonNode assigned = live.path("spec").path("nodeName");
        if (live.path("metadata").has("deletionTimestamp")) {
            throw refusal(name, "pod " + name + " is being deleted, cannot be assigned to a host");
        }
        if (!assigned.asText().isEmpty()) {
            throw refusal(name, "pod " + name + " is already assigned to node \"" + assigned.asText() + "\"");
        }
        if (!live.path("spec").path("schedulingGates").isEmpty()) {
            throw refusal(name, "pod " + name + " has non-empty .spec.schedulingGates");
        }
        ObjectNode pod = live.deepCopy();
        pod.withObjectProperty("spec").put("nodeName", node);
        ObjectNode condition = JsonNodeFactory.instance.objectNode().put("type", "PodScheduled");
        condition.put("observedGeneration", live.path("metadata").path("generation").asLong()).put("status", "True");
        condition.putNull("lastProbeTime").put("lastTransitionTime",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
        live.path("status").path("conditions").forEach(other -> {
            if (!other.path("type").asText().equals("PodScheduled")) {
                conditions.add(other);
            }
        });
        pod.withObjectProperty("status").set("conditions", conditions.add(condition));
        return pod;
    }

    private static ApiException refusal(String name, String why) {
        return ApiException.conflict("", "pods/binding", name, why);
    }
}
