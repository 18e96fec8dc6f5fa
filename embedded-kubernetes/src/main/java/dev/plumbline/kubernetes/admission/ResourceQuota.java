package dev.plumbline.kubernetes.admission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Trees;
import dev.plumbline.kubernetes.quota.Amounts;
import dev.plumbline.kubernetes.quota.Usage;

/// Nothing is created beyond a namespace's quotas; what is created is charged at once.
///
/// What was charged for a write that fails afterwards, or for an object that goes, is given back by the controller.
final class ResourceQuota implements Plugin {
    private static final ResourceName QUOTAS = new ResourceName("", "resourcequotas");
    private static final Set<ResourceName> IGNORED = Set.of(new ResourceName("", "events"),
            new ResourceName("events.k8s.io", "events"));

    /// Namespaces share these, so that charges in one namespace come one after another.
    private static final int LOCKS = 16;

    private final StoredObjects objects;
    private final Supplier<ApiClient> client;
    private final List<ReentrantLock> locks = Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    ResourceQuota(StoredObjects objects, Supplier<ApiClient> client) {
        this.objects = objects;
        this.client = client;
    }

    @Override
    public void validate(Attempt attempt) {
        if (!attempt.type().namespaced() || !attempt.subresource().isEmpty()
                || IGNORED.contains(attempt.type().storage())) {
            return;
        }
        Usage usage = Usage.of(attempt.type().storage());
        if (!attempt.creates() && !usage.changesOnUpdate()) {
            return;
        }
        if (objects.list(QUOTAS, attempt.namespace()).isEmpty()) {
            return;
        }
        ReentrantLock lock = locks.get(Math.floorMod(attempt.namespace().hashCode(), LOCKS));
        lock.lock();
        try {
            charge(attempt, usage);
        } finally {
            lock.unlock();
        }
    }

    /// What a quota would be charged.
    private record Charge(String quota, Amounts requested) {
    }

    private void charge(Attempt attempt, Usage usage) {
        List<Charge> charges = new ArrayList<>();
        for (ObjectNode quota : objects.list(QUOTAS, attempt.namespace())) {
            Amounts requested = requested(attempt, usage, quota);
            if (!requested.isEmpty()) {
                refuseExcess(attempt, quota, requested);
                charges.add(new Charge(Trees.text(quota, "metadata", "name"), requested));
            }
        }
        if (attempt.dryRun()) {
            return;
        }
        for (Charge charge : charges) {
            client.get().resource("", "resourcequotas").modifyStatus(attempt.namespace(), charge.quota(), quota -> {
                refuseExcess(attempt, quota, charge.requested());
                Trees.object(quota, "status").set("used", used(quota).plus(charge.requested()).json());
                return quota;
            });
        }
    }

    private static Amounts requested(Attempt attempt, Usage usage, ObjectNode quota) {
        Amounts hard = hard(quota);
        Collection<String> names = hard.values().keySet();
        if (!usage.isCounted(quota, names, attempt.object())) {
            return Amounts.NONE;
        }
        String name = Trees.text(quota, "metadata", "name");
        Collection<String> matching = usage.matching(names);
        usage.missing(matching, attempt.object()).ifPresent(missing -> {
            throw attempt.forbidden("failed quota: " + name + ": " + missing);
        });
        if (!used(quota).values().keySet().containsAll(matching)) {
            throw attempt.forbidden("status unknown for quota: " + name + ", resources: "
                    + String.join(",", matching));
        }
        Amounts wanted = usage.of(attempt.object());
        ObjectNode old = attempt.old();
        if (old != null && usage.isCounted(quota, names, old)) {
            wanted = wanted.above(usage.of(old));
        }
        return wanted.withoutZeros().only(names);
    }

    private static void refuseExcess(Attempt attempt, ObjectNode quota, Amounts requested) {
        Amounts hard = hard(quota);
        Amounts used = used(quota);
        Collection<String> exceeded = used.plus(requested).only(requested.values().keySet()).exceeding(hard).values()
                .keySet();
        if (!exceeded.isEmpty()) {
            throw attempt.forbidden("exceeded quota: " + Trees.text(quota, "metadata", "name") + ", requested: "
                    + requested.only(exceeded) + ", used: " + used.only(exceeded) + ", limited: "
                    + hard.only(exceeded));
        }
    }

    private static Amounts hard(ObjectNode quota) {
        return Amounts.of(Trees.at(quota, "status", "hard"));
    }

    private static Amounts used(ObjectNode quota) {
        return Amounts.of(Trees.at(quota, "status", "used"));
    }
}
