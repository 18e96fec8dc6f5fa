package dev.plumbline.kubernetes.controllers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Stands in for the nodes: Pods become what they would become, without running anything.
///
/// After a delay a Pod is Running and Ready; one whose restart policy is not Always has Succeeded. An image that
/// contains `never-ready` leaves its Pod Pending, an image with the tag `broken` makes it crash again and again, and
/// the annotation `plumbline.dev/hold-readiness: "true"` keeps it Running but not Ready. Pods have no node and no
/// address; deleted ones that name a node are removed at once.
final class KubeletController implements Controller {
    private static final String HOLD = "plumbline.dev/hold-readiness";

    private final ResourceClient pods;
    private final Duration delay;
    private final Loop<Key> loop = new Loop<>("kubelet", this::reconcile);

    KubeletController(ApiClient client, Duration delay) {
        this.pods = client.resource("", "pods");
        this.delay = delay;
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(pods.watch(this::podChanged), loop.start());
    }

    private void podChanged(Change change) {
        Key key = Key.of(change.ref());
        ObjectNode pod = change.object();
        switch (change.type()) {
            case ADDED -> loop.addAfter(key, delay);
            case MODIFIED -> {
                boolean isNews = Objects.isBeingDeleted(pod)
                        || change.previous().filter(before -> isHeld(before) != isHeld(pod)).isPresent();
                if (isNews) {
                    loop.add(key);
                }
            }
            case DELETED -> {
            }
        }
    }

    private static boolean isHeld(JsonNode pod) {
        return Trees.text(pod, "metadata", "annotations", HOLD).equals("true");
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> found = pods.find(key.namespace(), key.name());
        if (found.isEmpty()) {
            return;
        }
        ObjectNode pod = found.get();
        if (Objects.isBeingDeleted(pod)) {
            pods.delete(key.namespace(), key.name(), DeleteOptions.DEFAULT.onlyUid(Objects.uid(pod)).within(0));
        } else if (!Pods.isFinished(pod) && !hasImage(pod, image -> image.contains("never-ready"))) {
            pods.modifyStatus(key.namespace(), key.name(), KubeletController::run);
        }
    }

    private static boolean hasImage(JsonNode pod, java.util.function.Predicate<String> condition) {
        for (JsonNode container : Trees.at(pod, "spec", "containers")) {
            if (condition.test(container.path("image").asText())) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode run(ObjectNode pod) {
        boolean isBroken = hasImage(pod, image -> image.endsWith(":broken"));
        boolean ends = !Trees.text(pod, "spec", "restartPolicy").equals("Always") && !isBroken;
        boolean isReady = !ends && !isBroken && !isHeld(pod);
        ObjectNode status = Trees.object(pod, "status");
        status.put("phase", ends ? "Succeeded" : "Running");
        if (!status.has("startTime")) {
            status.put("startTime", Objects.now());
        }
        Conditions.set(status, "PodReadyToStartContainers", ends ? "False" : "True", "", "");
        Conditions.set(status, "Initialized", "True", ends ? "PodCompleted" : "", "");
        String reason = ends ? "PodCompleted" : isReady ? "" : "ContainersNotReady";
        Conditions.set(status, "Ready", isReady ? "True" : "False", reason, "");
        Conditions.set(status, "ContainersReady", isReady ? "True" : "False", reason, "");
        Conditions.set(status, "PodScheduled", "True", "", "");
        statuses(pod, status, "initContainers", "initContainerStatuses", State.ENDED);
        statuses(pod, status, "containers", "containerStatuses",
                ends ? State.ENDED : isBroken ? State.CRASHED : isReady ? State.READY : State.HELD);
        return pod;
    }

    private enum State {
        READY, HELD, CRASHED, ENDED
    }

    private static void statuses(JsonNode pod, ObjectNode status, String containers, String field, State state) {
        JsonNode declared = Trees.at(pod, "spec", containers);
        if (declared.isEmpty()) {
            return;
        }
        JsonNode before = status.path(field);
        ArrayNode statuses = status.arrayNode();
        for (int i = 0; i < declared.size(); i++) {
            JsonNode container = declared.get(i);
            ObjectNode entry = statuses.addObject().put("name", container.path("name").asText())
                    .put("image", container.path("image").asText()).put("imageID", "")
                    .put("restartCount", state == State.CRASHED ? 1 : 0);
            boolean isRunning = state == State.READY || state == State.HELD;
            entry.put("ready", state == State.READY || (state == State.ENDED && field.startsWith("init")));
            entry.put("started", isRunning);
            String since = before.path(i).path("state").path("running").path("startedAt").asText(Objects.now());
            ObjectNode now = entry.putObject("state");
            entry.putObject("lastState");
            switch (state) {
                case READY, HELD -> now.putObject("running").put("startedAt", since);
                case CRASHED -> {
                    now.putObject("waiting").put("reason", "CrashLoopBackOff")
                            .put("message", "back-off 10s restarting failed container");
                    entry.putObject("lastState").putObject("terminated").put("exitCode", 1).put("reason", "Error")
                            .put("startedAt", since).put("finishedAt", since);
                }
                case ENDED -> now.putObject("terminated").put("exitCode", 0).put("reason", "Completed")
                        .put("startedAt", since).put("finishedAt", since);
            }
        }
        status.set(field, statuses);
    }
}
