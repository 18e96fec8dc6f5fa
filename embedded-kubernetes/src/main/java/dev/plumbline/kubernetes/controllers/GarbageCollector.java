package dev.plumbline.kubernetes.controllers;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.DeleteOptions.Propagation;
import dev.plumbline.kubernetes.client.ObjectRef;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.client.ResourceInfo;
import dev.plumbline.kubernetes.kinds.Trees;

/// Deletes objects whose owners are gone, and carries out foreground and orphaning deletions
/// (pkg/controller/garbagecollector).
final class GarbageCollector implements Controller {
    private static final String FOREGROUND = "foregroundDeletion";
    private static final String ORPHAN = "orphan";

    private final ApiClient client;
    private final Loop<ObjectRef> loop = new Loop<>("garbage-collector", this::reconcile);

    GarbageCollector(ApiClient client) {
        this.client = client;
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(client.watchAll(this::changed), loop.start());
    }

    private void changed(Change change) {
        ObjectNode object = change.object();
        if (change.type() == Change.Type.DELETED) {
            client.ownedBy(Objects.uid(object)).forEach(loop::add);
            wakeOwners(object);
        } else if (isInteresting(change)) {
            loop.add(change.ref());
            if (Objects.hasFinalizer(object, FOREGROUND) && Objects.isBeingDeleted(object)) {
                wakeOwners(object);
            }
        }
        change.previous().filter(before -> !Owners.references(before).equals(Owners.references(object)))
                .ifPresent(this::wakeOwners);
    }

    /// New references or a deletion that waits for this controller; other changes mean nothing here.
    private static boolean isInteresting(Change change) {
        ObjectNode object = change.object();
        JsonNode references = Owners.references(object);
        boolean isOwned = !references.isEmpty()
                && change.previous().filter(before -> Owners.references(before).equals(references)).isEmpty();
        boolean waits = Objects.isBeingDeleted(object)
                && (Objects.hasFinalizer(object, FOREGROUND) || Objects.hasFinalizer(object, ORPHAN));
        return isOwned || waits;
    }

    /// Owners in foreground deletion wait for their dependents.
    private void wakeOwners(ObjectNode object) {
        for (JsonNode reference : Owners.references(object)) {
            client.findByUid(reference.path("uid").asText()).ifPresent(loop::add);
        }
    }

    private void reconcile(ObjectRef ref) {
        Optional<ObjectNode> found = find(ref);
        if (found.isEmpty()) {
            return;
        }
        ObjectNode object = found.get();
        if (Objects.isBeingDeleted(object) && Objects.hasFinalizer(object, ORPHAN)) {
            orphanDependents(ref, object);
        } else if (Objects.isBeingDeleted(object) && Objects.hasFinalizer(object, FOREGROUND)) {
            deleteDependents(ref, object);
        } else if (!Objects.isBeingDeleted(object)) {
            collect(ref, object);
        }
    }

    private Optional<ObjectNode> find(ObjectRef ref) {
        return resource(ref).find(ref.namespace(), ref.name());
    }

    private ResourceClient resource(ObjectRef ref) {
        return client.resource(ref.resource().group(), ref.resource().plural());
    }

    private void orphanDependents(ObjectRef ref, ObjectNode owner) {
        String uid = Objects.uid(owner);
        for (ObjectRef dependent : client.ownedBy(uid)) {
            resource(dependent).modify(dependent.namespace(), dependent.name(), object -> {
                Owners.drop(object, uid);
                return object;
            });
        }
        removeFinalizer(ref, ORPHAN);
    }

    private void deleteDependents(ObjectRef ref, ObjectNode owner) {
        String uid = Objects.uid(owner);
        boolean isBlocked = false;
        for (ObjectRef dependent : client.ownedBy(uid)) {
            Optional<ObjectNode> object = find(dependent);
            if (object.isPresent()) {
                isBlocked |= blocks(object.get(), uid);
                loop.add(dependent);
            }
        }
        if (!isBlocked) {
            removeFinalizer(ref, FOREGROUND);
        }
    }

    private static boolean blocks(ObjectNode dependent, String uid) {
        for (JsonNode reference : Owners.references(dependent)) {
            if (reference.path("uid").asText().equals(uid)) {
                return reference.path("blockOwnerDeletion").asBoolean();
            }
        }
        return false;
    }

    private void removeFinalizer(ObjectRef ref, String finalizer) {
        resource(ref).modify(ref.namespace(), ref.name(), object -> Objects.withoutFinalizer(object, finalizer));
    }

    /// Deletes the object if none of its owners is left, or they only wait for it.
    private void collect(ObjectRef ref, ObjectNode object) {
        int solid = 0;
        boolean isAwaited = false;
        JsonNode references = Owners.references(object);
        for (JsonNode reference : references) {
            Optional<ObjectNode> owner = owner(reference, ref.namespace());
            boolean waits = owner.filter(found -> Objects.isBeingDeleted(found)
                    && Objects.hasFinalizer(found, FOREGROUND)).isPresent();
            isAwaited |= waits;
            solid += owner.isPresent() && !waits ? 1 : 0;
        }
        if (references.isEmpty() || solid == references.size()) {
            return;
        }
        if (solid > 0) {
            dropAbsent(ref);
            return;
        }
        boolean hasDependents = isAwaited && !client.ownedBy(Objects.uid(object)).isEmpty();
        DeleteOptions options = DeleteOptions.with(policy(object, hasDependents));
        resource(ref).delete(ref.namespace(), ref.name(), options.onlyUid(Objects.uid(object)));
    }

    private static Propagation policy(ObjectNode object, boolean hasDependents) {
        if (hasDependents || Objects.hasFinalizer(object, FOREGROUND)) {
            return Propagation.FOREGROUND;
        }
        return Objects.hasFinalizer(object, ORPHAN) ? Propagation.ORPHAN : Propagation.BACKGROUND;
    }

    private void dropAbsent(ObjectRef ref) {
        resource(ref).modify(ref.namespace(), ref.name(), object -> {
            for (JsonNode reference : Owners.references(object.deepCopy())) {
                boolean isSolid = owner(reference, ref.namespace()).filter(owner -> !(Objects.isBeingDeleted(owner)
                        && Objects.hasFinalizer(owner, FOREGROUND))).isPresent();
                if (!isSolid) {
                    Owners.drop(object, reference.path("uid").asText());
                }
            }
            return object;
        });
    }

    /// The owner, if the object with that uid is of the kind and name that the reference says and in reach.
    private Optional<ObjectNode> owner(JsonNode reference, String namespace) {
        Optional<ResourceInfo> info = client.resourceOf(reference.path("apiVersion").asText(),
                reference.path("kind").asText());
        if (info.isEmpty()) {
            return Optional.empty();
        }
        ObjectRef ref = new ObjectRef(info.get().resource(), info.get().namespaced() ? namespace : "",
                reference.path("name").asText());
        return find(ref).filter(owner -> Objects.uid(owner).equals(Trees.text(reference, "uid")));
    }
}
