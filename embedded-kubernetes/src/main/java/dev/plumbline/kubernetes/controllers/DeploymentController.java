package dev.plumbline.kubernetes.controllers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Rolls a Deployment's template out through ReplicaSets (pkg/controller/deployment).
///
/// One step for each change seen; [Rollout] says how far a step may go.
final class DeploymentController implements Controller {
    private static final String API_VERSION = "apps/v1";
    private static final String KIND = "Deployment";

    private final ResourceClient deployments;
    private final ResourceClient sets;
    private final Pods pods;
    private final Events events;
    private final Strays strays = new Strays();
    private final Loop<Key> loop = new Loop<>("deployment", this::reconcile);

    DeploymentController(ApiClient client) {
        this.deployments = client.resource("apps", "deployments");
        this.sets = client.resource("apps", "replicasets");
        this.pods = new Pods(client);
        this.events = new Events(client, "deployment-controller");
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(sets.watch(this::setChanged),
                deployments.watch(change -> loop.add(Key.of(change.ref()))),
                pods.resource().watch(this::podChanged), loop.start());
    }

    private void setChanged(Change change) {
        strays.note(change);
        Owners.controllerKey(change.object(), KIND).ifPresent(loop::add);
    }

    /// A Recreate rollout goes on when the last old Pod is gone.
    private void podChanged(Change change) {
        if (change.type() == Change.Type.DELETED) {
            Owners.controllerKey(change.object(), "ReplicaSet")
                    .flatMap(key -> sets.find(key.namespace(), key.name()))
                    .flatMap(set -> Owners.controllerKey(set, KIND)).ifPresent(loop::add);
        }
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> found = deployments.find(key.namespace(), key.name());
        if (found.isEmpty()) {
            return;
        }
        ObjectNode deployment = found.get();
        if (!Objects.isBeingDeleted(deployment)) {
            adopt(deployment);
            Rollout rollout = read(deployment);
            if (rollout.isPaused() || rollout.isScaling()) {
                resize(rollout, rollout.scaled());
            } else {
                step(withCurrent(rollout));
            }
            deployment = deployments.find(key.namespace(), key.name()).orElse(deployment);
        }
        Rollout rollout = read(deployment);
        writeStatus(rollout);
        cleanUp(rollout);
    }

    private Rollout read(ObjectNode deployment) {
        String uid = Objects.uid(deployment);
        List<ObjectNode> old = new ArrayList<>(sets.ownedBy(uid).stream()
                .filter(set -> Owners.isControlledBy(set, uid)).sorted(Rollout.byAge()).toList());
        JsonNode template = withoutHash(Trees.at(deployment, "spec", "template"));
        Optional<ObjectNode> current = old.stream()
                .filter(set -> withoutHash(Trees.at(set, "spec", "template")).equals(template)).findFirst();
        current.ifPresent(old::remove);
        return new Rollout(deployment, current, List.copyOf(old));
    }

    private static JsonNode withoutHash(JsonNode template) {
        JsonNode copy = template.deepCopy();
        if (copy.path("metadata").path("labels") instanceof ObjectNode labels) {
            labels.remove(Revisions.HASH_LABEL);
        }
        return copy;
    }

    private void adopt(ObjectNode deployment) {
        for (String name : strays.in(Objects.namespace(deployment))) {
            sets.modify(Objects.namespace(deployment), name, set -> {
                boolean isOurs = Owners.controllerOf(set).isEmpty()
                        && Objects.selects(Trees.at(deployment, "spec", "selector"), Objects.labels(set));
                if (isOurs) {
                    Owners.setController(set, deployment, API_VERSION, KIND);
                }
                return set;
            });
        }
    }

    /// Makes the ReplicaSet of the present template if there is none, and brings revisions up to date.
    private Rollout withCurrent(Rollout rollout) {
        long revision = rollout.old().stream().mapToLong(Revisions::of).max().orElse(0) + 1;
        ObjectNode deployment = rollout.deployment();
        Optional<ObjectNode> current = rollout.current();
        if (current.isPresent()) {
            ObjectNode set = current.get();
            current = sets.modify(Objects.namespace(set), Objects.name(set), changed -> {
                Revisions.annotate(changed, deployment, revision);
                Trees.copyField(Trees.object(changed, "spec"), deployment.path("spec"), "minReadySeconds");
                return changed;
            });
        } else if (mayStart(rollout)) {
            current = create(rollout, revision);
        }
        current.ifPresent(set -> setRevision(deployment, Revisions.of(set)));
        return new Rollout(deployment, current, rollout.old());
    }

    /// A Recreate rollout starts when no old Pod is left.
    private boolean mayStart(Rollout rollout) {
        if (rollout.isRolling()) {
            return true;
        }
        resize(rollout, zero(rollout));
        return rollout.old().stream().allMatch(set -> pods.ownedBy(Objects.uid(set)).stream()
                .allMatch(Pods::isFinished));
    }

    private static Map<ObjectNode, Integer> zero(Rollout rollout) {
        Map<ObjectNode, Integer> sizes = new java.util.LinkedHashMap<>();
        rollout.old().stream().filter(set -> Rollout.replicas(set) > 0).forEach(set -> sizes.put(set, 0));
        return sizes;
    }

    private Optional<ObjectNode> create(Rollout rollout, long revision) {
        ObjectNode deployment = rollout.deployment();
        int collisions = Trees.at(deployment, "status", "collisionCount").asInt();
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        JsonNode template = Trees.at(deployment, "spec", "template");
        String hash = TemplateHash.of(template, collisions);
        spec.put("replicas", rollout.sizeOfCurrent());
        Trees.copyField(spec, deployment.path("spec"), "minReadySeconds");
        spec.set("selector", Trees.at(deployment, "spec", "selector").deepCopy());
        Trees.object(Trees.object(spec, "selector"), "matchLabels").put(Revisions.HASH_LABEL, hash);
        spec.set("template", template.deepCopy());
        ObjectNode labels = Trees.object(Trees.object(Trees.object(spec, "template"), "metadata"), "labels");
        labels.put(Revisions.HASH_LABEL, hash);

        ObjectNode set = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = set.putObject("metadata").put("name", Objects.name(deployment) + "-" + hash)
                .put("namespace", Objects.namespace(deployment));
        metadata.set("labels", labels.deepCopy());
        set.set("spec", spec);
        Revisions.annotate(set, deployment, revision);
        Revisions.setSizes(set, rollout.desired(), rollout.desired() + rollout.maxSurge());
        Owners.setController(set, deployment, API_VERSION, KIND);
        try {
            ObjectNode created = sets.create(set);
            deployments.modifyStatus(Objects.namespace(deployment), Objects.name(deployment), changed -> {
                RolloutStatus.begin(Trees.object(changed, "status"), Objects.name(created));
                return changed;
            });
            if (Rollout.replicas(created) > 0) {
                tellScaled(deployment, created, 0, Rollout.replicas(created));
            }
            return Optional.of(created);
        } catch (ApiException e) {
            if (!e.reason().equals("AlreadyExists")) {
                throw e;
            }
            deployments.modifyStatus(Objects.namespace(deployment), Objects.name(deployment), changed -> {
                Trees.object(changed, "status").put("collisionCount", collisions + 1);
                return changed;
            });
            throw e;
        }
    }

    /// Through the status, where a change of annotations does not count as a new generation.
    private void setRevision(ObjectNode deployment, long revision) {
        deployments.modifyStatus(Objects.namespace(deployment), Objects.name(deployment), changed -> {
            Trees.object(Trees.object(changed, "metadata"), "annotations").put(Revisions.REVISION,
                    String.valueOf(revision));
            return changed;
        });
    }

    private void step(Rollout rollout) {
        if (rollout.current().isEmpty()) {
            return;
        }
        ObjectNode current = rollout.current().get();
        int size = rollout.sizeOfCurrent();
        if (size != Rollout.replicas(current)) {
            resize(rollout, Map.of(current, size));
        } else {
            resize(rollout, rollout.isRolling() ? rollout.sizesOfOld() : zero(rollout));
        }
    }

    private void resize(Rollout rollout, Map<ObjectNode, Integer> sizes) {
        int max = rollout.desired() + rollout.maxSurge();
        sizes.forEach((set, size) -> {
            sets.modify(Objects.namespace(set), Objects.name(set), changed -> {
                Trees.object(changed, "spec").put("replicas", size);
                Revisions.setSizes(changed, rollout.desired(), max);
                return changed;
            });
            if (Rollout.replicas(set) != size) {
                tellScaled(rollout.deployment(), set, Rollout.replicas(set), size);
            }
        });
    }

    private void tellScaled(ObjectNode deployment, ObjectNode set, int from, int to) {
        events.normal(deployment, API_VERSION, KIND, "ScalingReplicaSet", "Scaled " + (to > from ? "up" : "down")
                + " replica set " + Objects.name(set) + " from " + from + " to " + to);
    }

    private void writeStatus(Rollout rollout) {
        RolloutStatus status = new RolloutStatus(rollout);
        ObjectNode deployment = rollout.deployment();
        deployments.modifyStatus(Objects.namespace(deployment), Objects.name(deployment), changed -> {
            status.writeTo(Trees.object(changed, "status"));
            return changed;
        }).flatMap(written -> status.untilDeadline(written.path("status")))
                .ifPresent(left -> loop.addAfter(Key.of(deployment), left.plusMillis(1)));
    }

    private void cleanUp(Rollout rollout) {
        int limit = Trees.at(rollout.deployment(), "spec", "revisionHistoryLimit").asInt(10);
        List<ObjectNode> idle = rollout.old().stream().filter(set -> Rollout.replicas(set) == 0
                && Trees.at(set, "status", "replicas").asInt() == 0 && !Objects.isBeingDeleted(set))
                .sorted(java.util.Comparator.comparingLong(Revisions::of)).toList();
        boolean isComplete = rollout.current().filter(set -> Trees.at(set, "status", "availableReplicas")
                .asInt() >= rollout.desired()).isPresent();
        if (isComplete) {
            idle.stream().limit(Math.max(0, idle.size() - limit)).forEach(set -> sets.delete(Objects.namespace(set),
                    Objects.name(set), DeleteOptions.DEFAULT.onlyUid(Objects.uid(set))));
        }
    }
}
