package dev.plumbline.kubernetes.controllers;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Lists the addresses of the Pods that a Service selects in its Endpoints (pkg/controller/endpoint).
final class EndpointController implements Controller {
    private final ResourceClient services;
    private final ResourceClient endpoints;
    private final ResourceClient pods;
    private final Loop<Key> loop = new Loop<>("endpoint", this::reconcile);

    EndpointController(ApiClient client) {
        this.services = client.resource("", "services");
        this.endpoints = client.resource("", "endpoints");
        this.pods = client.resource("", "pods");
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(services.watch(change -> loop.add(Key.of(change.ref()))), pods.watch(this::podChanged),
                loop.start());
    }

    /// Only Pods that have, or had, an address change what a Service can reach.
    private void podChanged(Change change) {
        boolean matters = hasAddress(change.object()) || change.previous().filter(EndpointController::hasAddress)
                .isPresent();
        if (matters) {
            services.list(change.ref().namespace()).stream().filter(service -> selects(service, change.object()))
                    .forEach(service -> loop.add(Key.of(service)));
        }
    }

    private static boolean hasAddress(JsonNode pod) {
        return !Trees.text(pod, "status", "podIP").isEmpty();
    }

    private static boolean selects(JsonNode service, JsonNode pod) {
        JsonNode selector = Trees.at(service, "spec", "selector");
        return !selector.isEmpty() && selector.properties().stream()
                .allMatch(term -> term.getValue().equals(Objects.labels(pod).get(term.getKey())));
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> service = services.find(key.namespace(), key.name());
        if (service.isEmpty()) {
            endpoints.delete(key.namespace(), key.name(), DeleteOptions.DEFAULT);
            return;
        }
        if (Trees.at(service.get(), "spec", "selector").isEmpty()) {
            return;
        }
        ArrayNode subsets = subsets(service.get());
        boolean isThere = endpoints.modify(key.namespace(), key.name(), changed -> with(changed, subsets)).isPresent();
        if (!isThere) {
            ObjectNode created = JsonNodeFactory.instance.objectNode();
            ObjectNode metadata = created.putObject("metadata").put("name", key.name())
                    .put("namespace", key.namespace());
            ObjectNode labels = metadata.putObject("labels");
            Objects.labels(service.get()).properties()
                    .forEach(label -> labels.set(label.getKey(), label.getValue()));
            labels.put("endpoints.kubernetes.io/managed-by", "endpoint-controller");
            endpoints.create(with(created, subsets));
        }
    }

    private static ObjectNode with(ObjectNode object, ArrayNode subsets) {
        object.remove("subsets");
        if (!subsets.isEmpty()) {
            object.set("subsets", subsets);
        }
        return object;
    }

    private ArrayNode subsets(ObjectNode service) {
        ArrayNode subsets = JsonNodeFactory.instance.arrayNode();
        ArrayNode ready = JsonNodeFactory.instance.arrayNode();
        ArrayNode notReady = JsonNodeFactory.instance.arrayNode();
        for (ObjectNode pod : pods.list(Objects.namespace(service))) {
            if (Pods.isActive(pod) && hasAddress(pod) && selects(service, pod)) {
                ObjectNode address = (Pods.isReady(pod) ? ready : notReady).addObject()
                        .put("ip", Trees.text(pod, "status", "podIP"));
                address.putObject("targetRef").put("kind", "Pod").put("namespace", Objects.namespace(pod))
                        .put("name", Objects.name(pod)).put("uid", Objects.uid(pod));
            }
        }
        if (ready.isEmpty() && notReady.isEmpty()) {
            return subsets;
        }
        ObjectNode subset = subsets.addObject();
        if (!ready.isEmpty()) {
            subset.set("addresses", ready);
        }
        if (!notReady.isEmpty()) {
            subset.set("notReadyAddresses", notReady);
        }
        ArrayNode ports = subset.putArray("ports");
        for (JsonNode port : Trees.at(service, "spec", "ports")) {
            ObjectNode entry = ports.addObject();
            Trees.copyField(entry, port, "name");
            JsonNode target = port.path("targetPort");
            entry.put("port", target.isNumber() ? target.asInt() : port.path("port").asInt());
            Trees.copyField(entry, port, "protocol");
        }
        return subsets;
    }
}
