package dev.plumbline.kubernetes.controllers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Keeps as many Pods as a ReplicaSet asks for (pkg/controller/replicaset).
final class ReplicaSetController implements Controller {
    private static final String API_VERSION = "apps/v1";
    private static final String KIND = "ReplicaSet";

    private final ResourceClient sets;
    private final Pods pods;
    private final Events events;
    private final Strays strays = new Strays();
    private final Loop<Key> loop = new Loop<>("replicaset", this::reconcile);

    ReplicaSetController(ApiClient client) {
        this.sets = client.resource("apps", "replicasets");
        this.pods = new Pods(client);
        this.events = new Events(client, "replicaset-controller");
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(pods.resource().watch(this::podChanged), sets.watch(change -> loop.add(Key.of(change.ref()))),
                loop.start());
    }

    private void podChanged(Change change) {
        strays.note(change);
        Owners.controllerKey(change.object(), KIND).ifPresent(loop::add);
        if (change.type() != Change.Type.DELETED && Owners.controllerOf(change.object()).isEmpty()) {
            sets.list(change.ref().namespace()).stream()
                    .filter(set -> Objects.selects(selector(set), Objects.labels(change.object())))
                    .forEach(set -> loop.add(Key.of(set)));
        }
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> found = sets.find(key.namespace(), key.name());
        if (found.isEmpty()) {
            return;
        }
        ObjectNode set = found.get();
        if (!Objects.isBeingDeleted(set)) {
            adopt(set);
        }
        List<ObjectNode> active = active(set);
        Optional<ApiException> failure = Objects.isBeingDeleted(set) ? Optional.empty() : scale(set, active);
        writeStatus(set, active(set), failure);
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private List<ObjectNode> active(ObjectNode set) {
        return pods.ownedBy(Objects.uid(set)).stream().filter(Pods::isActive).toList();
    }

    private void adopt(ObjectNode set) {
        for (String name : strays.in(Objects.namespace(set))) {
            pods.resource().find(Objects.namespace(set), name)
                    .filter(pod -> Pods.isActive(pod) && Owners.controllerOf(pod).isEmpty()
                            && Objects.selects(selector(set), Objects.labels(pod)))
                    .ifPresent(pod -> pods.resource().modify(Objects.namespace(pod), name, changed -> {
                        Owners.setController(changed, set, API_VERSION, KIND);
                        return changed;
                    }));
        }
    }

    private Optional<ApiException> scale(ObjectNode set, List<ObjectNode> active) {
        int wanted = Trees.at(set, "spec", "replicas").asInt();
        try {
            for (int i = active.size(); i < wanted; i++) {
                ObjectNode pod = pods.create(set, API_VERSION, KIND, Trees.at(set, "spec", "template"),
                        JsonNodeFactory.instance.objectNode().put("generateName", Objects.name(set) + "-"));
                events.normal(set, API_VERSION, KIND, "SuccessfulCreate", "Created pod: " + Objects.name(pod));
            }
        } catch (ApiException e) {
            events.warning(set, API_VERSION, KIND, "FailedCreate", "Error creating: " + e.status().message());
            return Optional.of(e);
        }
        active.stream().sorted(Pods.expendableFirst()).limit(Math.max(0, active.size() - wanted)).forEach(pod -> {
            if (pods.delete(pod)) {
                events.normal(set, API_VERSION, KIND, "SuccessfulDelete", "Deleted pod: " + Objects.name(pod));
            }
        });
        return Optional.empty();
    }

    private void writeStatus(ObjectNode set, List<ObjectNode> active, Optional<ApiException> failure) {
        int minReady = Trees.at(set, "spec", "minReadySeconds").asInt();
        JsonNode labels = Trees.at(set, "spec", "template", "metadata", "labels");
        int available = 0;
        for (ObjectNode pod : active) {
            Optional<Duration> left = Pods.untilAvailable(pod, minReady);
            available += left.filter(Duration::isZero).isPresent() ? 1 : 0;
            left.filter(Duration::isPositive).ifPresent(time -> loop.addAfter(Key.of(set), time));
        }
        int labelled = (int) active.stream().filter(pod -> isLabelled(pod, labels)).count();
        int readyPods = (int) active.stream().filter(Pods::isReady).count();
        int availablePods = available;
        sets.modifyStatus(Objects.namespace(set), Objects.name(set), current -> {
            ObjectNode status = Trees.object(current, "status");
            status.put("replicas", active.size());
            Objects.count(status, "fullyLabeledReplicas", labelled);
            Objects.count(status, "readyReplicas", readyPods);
            Objects.count(status, "availableReplicas", availablePods);
            status.put("observedGeneration", Trees.at(set, "metadata", "generation").asLong());
            failure.ifPresentOrElse(
                    e -> Conditions.set(status, "ReplicaFailure", "True", "FailedCreate", e.status().message()),
                    () -> Conditions.remove(status, "ReplicaFailure"));
            return current;
        });
    }

    private static boolean isLabelled(ObjectNode pod, JsonNode labels) {
        return labels.properties().stream()
                .allMatch(label -> label.getValue().equals(Objects.labels(pod).path(label.getKey())));
    }

    private static JsonNode selector(ObjectNode set) {
        return Trees.at(set, "spec", "selector");
    }
}
