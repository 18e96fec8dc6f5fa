package dev.plumbline.kubernetes.controllers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Keeps a Pod of a DaemonSet on each node; without nodes there is nothing to run (pkg/controller/daemon).
final class DaemonSetController implements Controller {
    private static final String KIND = "DaemonSet";

    private final ResourceClient sets;
    private final ResourceClient nodes;
    private final Pods pods;
    private final History history;
    private final Loop<Key> loop = new Loop<>("daemonset", this::reconcile);

    DaemonSetController(ApiClient client) {
        this.sets = client.resource("apps", "daemonsets");
        this.nodes = client.resource("", "nodes");
        this.pods = new Pods(client);
        this.history = new History(client, KIND);
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(sets.watch(change -> loop.add(Key.of(change.ref()))), nodes.watch(this::nodeChanged),
                pods.resource().watch(change -> Owners.controllerKey(change.object(), KIND).ifPresent(loop::add)),
                loop.start());
    }

    private void nodeChanged(Change change) {
        if (change.type() != Change.Type.MODIFIED) {
            sets.list("").forEach(set -> loop.add(Key.of(set)));
        }
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> found = sets.find(key.namespace(), key.name());
        if (found.isEmpty() || Objects.isBeingDeleted(found.get())) {
            return;
        }
        ObjectNode set = found.get();
        ObjectNode revision = history.current(set);
        Map<String, ObjectNode> byNode = new HashMap<>();
        pods.ownedBy(Objects.uid(set)).forEach(pod -> byNode.put(Trees.text(pod, "spec", "nodeName"), pod));
        for (ObjectNode node : nodes.list("")) {
            ObjectNode pod = byNode.remove(Objects.name(node));
            if (pod == null) {
                create(set, Objects.name(node), revision);
            } else if (!isOf(pod, revision)) {
                pods.delete(pod);
            }
        }
        byNode.values().forEach(pods::delete);
        writeStatus(set, revision);
        history.trim(set, List.of(Objects.name(revision)));
    }

    private static boolean isOf(ObjectNode pod, ObjectNode revision) {
        return Objects.labels(pod).path(History.HASH_LABEL)
                .equals(Objects.labels(revision).path(History.HASH_LABEL));
    }

    private void create(ObjectNode set, String node, ObjectNode revision) {
        ObjectNode template = Trees.at(set, "spec", "template").deepCopy();
        Trees.object(Trees.object(template, "metadata"), "labels").set(History.HASH_LABEL,
                Objects.labels(revision).path(History.HASH_LABEL));
        Trees.object(template, "spec").put("nodeName", node);
        pods.create(set, "apps/v1", KIND, template, JsonNodeFactory.instance.objectNode()
                .put("generateName", Objects.name(set) + "-"));
    }

    private void writeStatus(ObjectNode set, ObjectNode revision) {
        List<ObjectNode> running = pods.ownedBy(Objects.uid(set)).stream().filter(Pods::isActive).toList();
        int desired = nodes.list("").size();
        int ready = (int) running.stream().filter(Pods::isReady).count();
        int updated = (int) running.stream().filter(pod -> isOf(pod, revision)).count();
        sets.modifyStatus(Objects.namespace(set), Objects.name(set), changed -> {
            ObjectNode status = Trees.object(changed, "status");
            status.put("observedGeneration", Trees.at(set, "metadata", "generation").asLong());
            status.put("desiredNumberScheduled", desired).put("currentNumberScheduled", running.size())
                    .put("numberMisscheduled", 0).put("numberReady", ready);
            Objects.count(status, "updatedNumberScheduled", updated);
            Objects.count(status, "numberAvailable", ready);
            Objects.count(status, "numberUnavailable", Math.max(0, desired - ready));
            return changed;
        });
    }
}
