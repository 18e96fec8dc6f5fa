package dev.plumbline.kubernetes.controllers;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Counts how many Pods a PodDisruptionBudget can spare (pkg/controller/disruption).
final class DisruptionController implements Controller {
    private final ResourceClient budgets;
    private final ResourceClient pods;
    private final Loop<Key> loop = new Loop<>("disruption", this::reconcile);

    DisruptionController(ApiClient client) {
        this.budgets = client.resource("policy", "poddisruptionbudgets");
        this.pods = client.resource("", "pods");
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(budgets.watch(change -> loop.add(Key.of(change.ref()))), pods.watch(this::podChanged),
                loop.start());
    }

    private void podChanged(Change change) {
        budgets.list(change.ref().namespace()).stream()
                .filter(budget -> Objects.selects(Trees.at(budget, "spec", "selector"),
                        Objects.labels(change.object())))
                .forEach(budget -> loop.add(Key.of(budget)));
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> found = budgets.find(key.namespace(), key.name());
        if (found.isEmpty()) {
            return;
        }
        JsonNode spec = found.get().path("spec");
        List<ObjectNode> selected = pods.list(key.namespace()).stream().filter(Pods::isActive)
                .filter(pod -> spec.has("selector") && Objects.selects(spec.path("selector"), Objects.labels(pod)))
                .toList();
        int expected = selected.size();
        int healthy = (int) selected.stream().filter(Pods::isReady).count();
        int desired = spec.has("maxUnavailable")
                ? Math.max(0, expected - Shares.of(spec.path("maxUnavailable"), expected, true))
                : Shares.of(spec.path("minAvailable"), expected, true);
        int allowed = Math.max(0, healthy - desired);
        budgets.modifyStatus(key.namespace(), key.name(), budget -> {
            ObjectNode status = Trees.object(budget, "status");
            status.put("observedGeneration", Trees.at(budget, "metadata", "generation").asLong());
            status.put("currentHealthy", healthy).put("desiredHealthy", desired).put("expectedPods", expected)
                    .put("disruptionsAllowed", allowed);
            Conditions.set(status, "DisruptionAllowed", allowed > 0 ? "True" : "False",
                    allowed > 0 ? "SufficientPods" : "InsufficientPods", "")
                    .put("observedGeneration", Trees.at(budget, "metadata", "generation").asLong())
                    .put("message", "");
            return budget;
        });
    }
}
