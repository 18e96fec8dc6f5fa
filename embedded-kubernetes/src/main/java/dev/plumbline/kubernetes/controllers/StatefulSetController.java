package dev.plumbline.kubernetes.controllers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Keeps the numbered Pods of a StatefulSet, one after another unless they may start in parallel
/// (pkg/controller/statefulset).
final class StatefulSetController implements Controller {
    private static final String KIND = "StatefulSet";
    private static final String API_VERSION = "apps/v1";

    private final ResourceClient sets;
    private final ResourceClient claims;
    private final Pods pods;
    private final History history;
    private final Events events;
    private final Loop<Key> loop = new Loop<>("statefulset", this::reconcile);

    StatefulSetController(ApiClient client) {
        this.sets = client.resource("apps", "statefulsets");
        this.claims = client.resource("", "persistentvolumeclaims");
        this.pods = new Pods(client);
        this.history = new History(client, KIND);
        this.events = new Events(client, "statefulset-controller");
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(sets.watch(change -> loop.add(Key.of(change.ref()))), pods.resource().watch(this::podChanged),
                loop.start());
    }

    private void podChanged(Change change) {
        Owners.controllerKey(change.object(), KIND).ifPresent(loop::add);
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> found = sets.find(key.namespace(), key.name());
        if (found.isEmpty()) {
            return;
        }
        ObjectNode set = found.get();
        if (Objects.isBeingDeleted(set)) {
            return;
        }
        ObjectNode update = history.current(set);
        String currentName = Trees.text(set, "status", "currentRevision");
        ObjectNode current = history.of(set).stream().filter(revision -> Objects.name(revision).equals(currentName))
                .findFirst().orElse(update);
        NavigableMap<Integer, ObjectNode> byOrdinal = byOrdinal(set);
        boolean isSettled = scale(set, byOrdinal, current, update);
        if (isSettled) {
            replaceOutdated(set, byOrdinal, update);
        }
        writeStatus(set, byOrdinal(set), current, update);
        history.trim(set, List.of(Objects.name(current), Objects.name(update)));
    }

    private NavigableMap<Integer, ObjectNode> byOrdinal(ObjectNode set) {
        NavigableMap<Integer, ObjectNode> byOrdinal = new TreeMap<>();
        String prefix = Objects.name(set) + "-";
        for (ObjectNode pod : pods.ownedBy(Objects.uid(set))) {
            String name = Objects.name(pod);
            if (name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d{1,9}")) {
                byOrdinal.put(Integer.parseInt(name.substring(prefix.length())), pod);
            }
        }
        return byOrdinal;
    }

    /// Creates what is missing and deletes what is too much; true when nothing was left to do.
    private boolean scale(ObjectNode set, NavigableMap<Integer, ObjectNode> byOrdinal, ObjectNode current,
            ObjectNode update) {
        boolean isOrdered = !Trees.text(set, "spec", "podManagementPolicy").equals("Parallel");
        int first = Trees.at(set, "spec", "ordinals", "start").asInt();
        int end = first + Trees.at(set, "spec", "replicas").asInt();
        boolean isSettled = true;
        for (int ordinal = first; ordinal < end; ordinal++) {
            ObjectNode pod = byOrdinal.get(ordinal);
            if (pod == null) {
                boolean isOld = ordinal < first + partition(set);
                create(set, ordinal, isOld ? current : update);
                isSettled = false;
            } else if (Pods.isFinished(pod) && !Objects.isBeingDeleted(pod)) {
                pods.delete(pod);
                isSettled = false;
            } else if (Objects.isBeingDeleted(pod) || !Pods.isReady(pod)) {
                isSettled = false;
            }
            if (isOrdered && !isSettled) {
                return false;
            }
        }
        for (Map.Entry<Integer, ObjectNode> entry : byOrdinal.descendingMap().entrySet()) {
            boolean isExcess = entry.getKey() >= end || entry.getKey() < first;
            if (isExcess) {
                isSettled = false;
                remove(set, entry.getValue());
                if (isOrdered) {
                    return false;
                }
            }
        }
        return isSettled;
    }

    private void remove(ObjectNode set, ObjectNode pod) {
        if (!Objects.isBeingDeleted(pod) && pods.delete(pod)) {
            events.normal(set, API_VERSION, KIND, "SuccessfulDelete", "delete Pod " + Objects.name(pod)
                    + " in StatefulSet " + Objects.name(set) + " successful");
        }
    }

    private static int partition(ObjectNode set) {
        return Trees.at(set, "spec", "updateStrategy", "rollingUpdate", "partition").asInt();
    }

    private void replaceOutdated(ObjectNode set, NavigableMap<Integer, ObjectNode> byOrdinal, ObjectNode update) {
        if (!Trees.text(set, "spec", "updateStrategy", "type").equals("RollingUpdate")) {
            return;
        }
        int first = Trees.at(set, "spec", "ordinals", "start").asInt();
        for (Map.Entry<Integer, ObjectNode> entry : byOrdinal.descendingMap().entrySet()) {
            ObjectNode pod = entry.getValue();
            if (entry.getKey() >= first + partition(set) && !isOf(pod, update)) {
                remove(set, pod);
                return;
            }
        }
    }

    private static boolean isOf(ObjectNode pod, ObjectNode revision) {
        return Objects.labels(pod).path(History.HASH_LABEL).asText().equals(Objects.name(revision));
    }

    private void create(ObjectNode set, int ordinal, ObjectNode revision) {
        String name = Objects.name(set) + "-" + ordinal;
        ObjectNode template = History.template(revision).deepCopy();
        ObjectNode labels = Trees.object(Trees.object(template, "metadata"), "labels");
        labels.put("statefulset.kubernetes.io/pod-name", name).put("apps.kubernetes.io/pod-index",
                String.valueOf(ordinal)).put(History.HASH_LABEL, Objects.name(revision));
        ObjectNode spec = Trees.object(template, "spec");
        spec.put("hostname", name);
        String domain = Trees.text(set, "spec", "serviceName");
        if (!domain.isEmpty()) {
            spec.put("subdomain", domain);
        }
        claim(set, name, spec);
        pods.create(set, API_VERSION, KIND, template, JsonNodeFactory.instance.objectNode().put("name", name));
        events.normal(set, API_VERSION, KIND, "SuccessfulCreate", "create Pod " + name + " in StatefulSet "
                + Objects.name(set) + " successful");
    }

    /// Each Pod has its own claims, which outlive it.
    private void claim(ObjectNode set, String pod, ObjectNode spec) {
        for (JsonNode template : Trees.at(set, "spec", "volumeClaimTemplates")) {
            String volume = Objects.name(template);
            String name = volume + "-" + pod;
            if (claims.find(Objects.namespace(set), name).isEmpty()) {
                ObjectNode claim = template.deepCopy();
                claim.remove("status");
                ObjectNode metadata = Trees.object(claim, "metadata");
                metadata.put("name", name).put("namespace", Objects.namespace(set));
                ObjectNode labels = Trees.object(metadata, "labels");
                Trees.at(set, "spec", "selector", "matchLabels").properties()
                        .forEach(label -> labels.set(label.getKey(), label.getValue()));
                claims.create(claim);
            }
            List<JsonNode> kept = new ArrayList<>();
            spec.path("volumes").forEach(other -> {
                if (!other.path("name").asText().equals(volume)) {
                    kept.add(other);
                }
            });
            spec.putArray("volumes").addAll(kept).addObject().put("name", volume)
                    .putObject("persistentVolumeClaim").put("claimName", name);
        }
    }

    private void writeStatus(ObjectNode set, NavigableMap<Integer, ObjectNode> byOrdinal, ObjectNode current,
            ObjectNode update) {
        int minReady = Trees.at(set, "spec", "minReadySeconds").asInt();
        List<ObjectNode> living = byOrdinal.values().stream().filter(Pods::isActive).toList();
        int ready = (int) living.stream().filter(Pods::isReady).count();
        int available = (int) living.stream().filter(pod -> Pods.isAvailable(pod, minReady)).count();
        int updated = (int) living.stream().filter(pod -> isOf(pod, update)).count();
        boolean isComplete = updated == living.size() && updated == Trees.at(set, "spec", "replicas").asInt()
                && ready == updated;
        ObjectNode now = isComplete ? update : current;
        int ofCurrent = (int) living.stream().filter(pod -> isOf(pod, now)).count();
        living.forEach(pod -> Pods.untilAvailable(pod, minReady).filter(java.time.Duration::isPositive)
                .ifPresent(left -> loop.addAfter(Key.of(set), left)));
        sets.modifyStatus(Objects.namespace(set), Objects.name(set), changed -> {
            ObjectNode status = Trees.object(changed, "status");
            status.put("observedGeneration", Trees.at(set, "metadata", "generation").asLong());
            status.put("replicas", living.size());
            Objects.count(status, "readyReplicas", ready);
            status.put("availableReplicas", available);
            Objects.count(status, "currentReplicas", ofCurrent);
            Objects.count(status, "updatedReplicas", updated);
            status.put("currentRevision", Objects.name(now)).put("updateRevision", Objects.name(update));
            status.put("collisionCount", 0);
            return changed;
        });
    }
}
