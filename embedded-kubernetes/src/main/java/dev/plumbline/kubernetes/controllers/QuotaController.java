package dev.plumbline.kubernetes.controllers;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.client.ResourceInfo;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Quantity;
import dev.plumbline.kubernetes.kinds.Trees;
import dev.plumbline.kubernetes.quota.Amounts;
import dev.plumbline.kubernetes.quota.Usage;

/// Counts what ResourceQuotas limit (pkg/controller/resourcequota): when a quota changes, and when something goes or
/// ends that was charged.
final class QuotaController implements Controller {
    private static final ResourceName QUOTAS = new ResourceName("", "resourcequotas");
    private static final Set<String> ENDED = Set.of("Failed", "Succeeded");

    private final ApiClient client;
    private final ResourceClient quotas;
    private final Loop<Key> loop = new Loop<>("resourcequota", this::reconcile);

    QuotaController(ApiClient client) {
        this.client = client;
        this.quotas = client.resource("", "resourcequotas");
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(client.watchAll(this::changed), loop.start());
    }

    private void changed(Change change) {
        if (change.ref().resource().equals(QUOTAS)) {
            boolean isCounted = change.previous()
                    .filter(before -> before.path("spec").equals(change.object().path("spec"))
                            && before.path("status").path("hard").equals(change.object().path("status").path("hard")))
                    .isPresent();
            if (!isCounted) {
                loop.add(Key.of(change.ref()));
            }
        }
        boolean ends = ENDED.contains(Trees.text(change.object(), "status", "phase")) && change.previous()
                .filter(before -> !ENDED.contains(Trees.text(before, "status", "phase"))).isPresent();
        if (!change.ref().namespace().isEmpty() && (change.type() == Change.Type.DELETED || ends)) {
            quotas.list(change.ref().namespace()).forEach(quota -> loop.add(Key.of(quota)));
        }
    }

    private void reconcile(Key key) {
        quotas.modifyStatus(key.namespace(), key.name(), quota -> {
            JsonNode hard = Trees.at(quota, "spec", "hard");
            ObjectNode status = Trees.object(quota, "status");
            status.set("hard", hard.isObject() ? hard.deepCopy() : status.objectNode());
            status.set("used", used(quota, Amounts.of(hard).values().keySet()).json());
            return quota;
        });
    }

    private Amounts used(ObjectNode quota, Collection<String> names) {
        Amounts used = Amounts.NONE;
        for (Map.Entry<ResourceName, Set<String>> entry : byResource(names).entrySet()) {
            Usage usage = Usage.of(entry.getKey());
            for (String name : entry.getValue()) {
                used = used.with(name, Quantity.of("0"));
            }
            for (ObjectNode object : client.resource(entry.getKey().group(), entry.getKey().plural())
                    .list(Objects.namespace(quota))) {
                if (usage.isCounted(quota, names, object)) {
                    used = used.plus(usage.of(object).only(entry.getValue()));
                }
            }
        }
        return used;
    }

    /// Which of the names each resource answers for.
    private Map<ResourceName, Set<String>> byResource(Collection<String> names) {
        Map<ResourceName, Set<String>> byResource = new HashMap<>();
        for (ResourceInfo info : client.resources()) {
            Optional.of(info).filter(ResourceInfo::namespaced)
                    .map(namespaced -> Usage.of(namespaced.resource()).matching(names))
                    .filter(matching -> !matching.isEmpty())
                    .ifPresent(matching -> byResource.put(info.resource(), new TreeSet<>(matching)));
        }
        return byResource;
    }
}
