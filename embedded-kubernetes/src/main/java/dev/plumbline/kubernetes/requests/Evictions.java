package dev.plumbline.kubernetes.requests;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.api.Details;
import dev.plumbline.kubernetes.api.Status;
import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.selectors.LabelSelector;
import dev.plumbline.kubernetes.store.Key;
import dev.plumbline.kubernetes.store.Store;

/// `pods/NAME/eviction`: deletes a Pod unless a PodDisruptionBudget can't spare it
/// (pkg/registry/core/pod/storage/eviction.go).
final class Evictions {
    private static final ResourceName BUDGETS = new ResourceName("policy", "poddisruptionbudgets");
    private static final Set<String> SPARABLE = Set.of("Pending", "Succeeded", "Failed");
    private static final int RETRY_SECONDS = 10;
    private static final String REFUSAL = "Cannot evict pod as it would violate the pod's disruption budget.";

    private final Store store;
    private final Operations operations;
    private final Supplier<ApiClient> client;

    Evictions(Store store, Operations operations, Supplier<ApiClient> client) {
        this.store = store;
        this.operations = operations;
        this.client = client;
    }

    Answer evict(Target target, RequestBody body, Parameters parameters, Caller caller) {
        JsonNode eviction = body.isEmpty() ? MissingNode.getInstance() : body.parse("Eviction").value();
        String name = eviction.path("metadata").path("name").asText(target.name());
        if (!name.equals(target.name())) {
            throw ApiException.badRequest("name in URL does not match name in Eviction object");
        }
        Target pod = new Target(target.type(), target.namespace(), target.name(), "");
        JsonNode live = store.find(pod.type().storage(), pod.key()).orElseThrow(pod::notFound).tree();
        JsonNode options = eviction.path("deleteOptions");
        boolean dryRun = parameters.dryRun() || !options.path("dryRun").isEmpty();
        if (!isSparable(live)) {
            spare(live, target, dryRun);
        }
        RequestBody deletion = options.isObject()
                ? new RequestBody("", Json.bytes(options))
                : new RequestBody("", new byte[0]);
        operations.delete(pod, deletion, dryRun ? Parameters.of("dryRun", "All") : Parameters.NONE, caller);
        return new Answer.Other(201, new Status(200, "", "", null).toJson().put("code", 201));
    }

    /// A Pod that does not run disrupts nothing by going.
    private static boolean isSparable(JsonNode pod) {
        return SPARABLE.contains(pod.path("status").path("phase").asText())
                || pod.path("metadata").has("deletionTimestamp");
    }

    private void spare(JsonNode pod, Target target, boolean dryRun) {
        List<ObjectNode> budgets = new ArrayList<>();
        store.snapshot(BUDGETS).visit(target.namespace(), new Key("", ""), stored -> {
            if (covers(stored.tree(), pod)) {
                budgets.add(stored.tree());
            }
            return true;
        });
        if (budgets.size() > 1) {
            throw ApiException.of(500, "",
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        }
        if (budgets.isEmpty() || isSpareAnyway(budgets.getFirst(), pod)) {
            return;
        }
        check(budgets.getFirst());
        if (!dryRun) {
            String name = budgets.getFirst().path("metadata").path("name").asText();
            client.get().resource("policy", "poddisruptionbudgets").modifyStatus(target.namespace(), name, budget -> {
                check(budget);
                ObjectNode status = budget.withObjectProperty("status");
                status.put("disruptionsAllowed", status.path("disruptionsAllowed").asInt() - 1);
                status.withObjectProperty("disruptedPods").put(target.name(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
                return budget;
            });
        }
    }

    private static boolean covers(JsonNode budget, JsonNode pod) {
        JsonNode selector = budget.path("spec").path("selector");
        return !selector.isEmpty() && LabelSelector.of(selector).selects(pod);
    }

    /// A Pod that is not ready does not count as healthy; it may go while enough others are.
    private static boolean isSpareAnyway(JsonNode budget, JsonNode pod) {
        JsonNode status = budget.path("status");
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready") && condition.path("status").asText().equals("True")) {
                return false;
            }
        }
        return status.path("currentHealthy").asInt() >= status.path("desiredHealthy").asInt()
                && status.path("desiredHealthy").asInt() > 0;
    }

    private static void check(JsonNode budget) {
        JsonNode status = budget.path("status");
        String name = budget.path("metadata").path("name").asText();
        if (status.path("observedGeneration").asLong() < budget.path("metadata").path("generation").asLong()) {
            throw refusal("The disruption budget " + name + " is still being processed by the server.", RETRY_SECONDS);
        }
        if (status.path("disruptionsAllowed").asInt() <= 0) {
            throw refusal("The disruption budget " + name + " needs " + status.path("desiredHealthy").asInt()
                    + " healthy pods and has " + status.path("currentHealthy").asInt() + " currently", 0);
        }
    }

    private static ApiException refusal(String why, int retryAfterSeconds) {
        return new ApiException(new Status(429, "TooManyRequests", REFUSAL, new Details("", "", "", "",
                List.of(new Cause("DisruptionBudget", why, "")), retryAfterSeconds)));
    }
}
