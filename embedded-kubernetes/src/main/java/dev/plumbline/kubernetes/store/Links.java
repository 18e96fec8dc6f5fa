package dev.plumbline.kubernetes.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.plumbline.kubernetes.client.ObjectRef;

/// Who has which uid and who names it as an owner, over all resources.
final class Links {
    private final Map<String, ObjectRef> byUid = new ConcurrentHashMap<>();
    private final Map<String, Set<ObjectRef>> byOwner = new ConcurrentHashMap<>();

    Optional<ObjectRef> find(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }

    List<ObjectRef> ownedBy(String uid) {
        Set<ObjectRef> owned = byOwner.get(uid);
        if (owned == null) {
            return List.of();
        }
        synchronized (owned) {
            return List.copyOf(owned);
        }
    }

    void add(Stored stored) {
        StoredJson.Links links = StoredJson.links(stored.json());
        ObjectRef ref = ref(stored);
        if (!links.uid().isEmpty()) {
            byUid.put(links.uid(), ref);
        }
        for (String owner : links.owners()) {
            Set<ObjectRef> owned = byOwner.computeIfAbsent(owner, _ -> new LinkedHashSet<>());
            synchronized (owned) {
                owned.add(ref);
            }
        }
    }

    void remove(Stored stored) {
        StoredJson.Links links = StoredJson.links(stored.json());
        ObjectRef ref = ref(stored);
        byUid.remove(links.uid(), ref);
        for (String owner : links.owners()) {
            byOwner.computeIfPresent(owner, (_, owned) -> {
                synchronized (owned) {
                    owned.remove(ref);
                    return owned.isEmpty() ? null : owned;
                }
            });
        }
    }

    static ObjectRef ref(Stored stored) {
        return new ObjectRef(stored.resource(), stored.key().namespace(), stored.key().name());
    }
}
