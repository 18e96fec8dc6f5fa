package dev.plumbline.kubernetes.requests;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.admission.Admission;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.DeleteOptions.Propagation;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Strategy;
import dev.plumbline.kubernetes.store.Store;
import dev.plumbline.kubernetes.store.Stored;

/// Deletes: at once, after a grace period, or once nothing holds the object any more (a registry's `Delete`).
public final class Deleter {
    private static final String ORPHAN = "orphan";
    private static final String FOREGROUND = "foregroundDeletion";

    /// Held until the custom resources are gone.
    public static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";
    private static final ResourceName DEFINITIONS = new ResourceName("apiextensions.k8s.io",
            "customresourcedefinitions");

    private final Store store;
    private final Presentation presentation;
    private final Admission admission;
    private final Reservations reservations;
    private final InstantSource clock;

    Deleter(Store store, Presentation presentation, Admission admission, Reservations reservations,
            InstantSource clock) {
        this.store = store;
        this.presentation = presentation;
        this.admission = admission;
        this.reservations = reservations;
        this.clock = clock;
    }

    /// What a deletion did.
    sealed interface Deletion {
        /// The object in its last state.
        ObjectNode object();

        /// The object is gone.
        record Done(ObjectNode object) implements Deletion {
        }

        /// The object stays until its finalizers are removed or its grace period is over.
        record Pending(ObjectNode object) implements Deletion {
        }
    }

    Deletion delete(Target target, DeleteOptions options, boolean dryRun) {
        admission.checkDelete(target.type(), target.name());
        while (true) {
            Stored stored = store.find(target.type().storage(), target.key()).orElseThrow(target::notFound);
            ObjectNode live = presentation.of(target.type(), stored);
            checkPreconditions(target, live, options);
            Optional<Deletion> deletion = attempt(target, stored, live, options, dryRun);
            if (deletion.isPresent()) {
                return deletion.get();
            }
        }
    }

    private static void checkPreconditions(Target target, ObjectNode live, DeleteOptions options) {
        JsonNode metadata = live.path("metadata");
        String uid = metadata.path("uid").asText();
        ResourceName resource = target.type().storage();
        boolean isChecked = resource.equals(Namespaces.NAMESPACES) || resource.equals(DEFINITIONS);
        options.uid().filter(wanted -> !wanted.equals(uid)).ifPresent(wanted -> {
            throw isChecked
                    ? target.conflict("Precondition failed: UID in precondition: " + wanted + ", UID in object meta: "
                            + uid)
                    : target.unlike("the UID in the precondition (" + wanted + ") does not match the UID in record ("
                            + uid + "). The object might have been deleted and then recreated");
        });
        String version = metadata.path("resourceVersion").asText();
        options.resourceVersion().filter(wanted -> !wanted.equals(version)).ifPresent(wanted -> {
            throw isChecked
                    ? target.conflict("Precondition failed: ResourceVersion in precondition: " + wanted
                            + ", ResourceVersion in object meta: " + version)
                    : target.unlike("the ResourceVersion in the precondition (" + wanted
                            + ") does not match the ResourceVersion in record (" + version
                            + "). The object might have been modified");
        });
    }

    /// Empty when someone else was faster.
    private Optional<Deletion> attempt(Target target, Stored stored, ObjectNode live, DeleteOptions options,
            boolean dryRun) {
        if (stored.resource().equals(Namespaces.NAMESPACES)) {
            Optional<Optional<Deletion>> early = namespace(target, stored, live, dryRun);
            if (early.isPresent()) {
                return early.get();
            }
        }
        ObjectNode object = live.deepCopy();
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        boolean wasDeleting = metadata.has("deletionTimestamp");
        OptionalLong grace = gracePeriod(target, live, options.gracePeriodSeconds(), wasDeleting);
        boolean graceful = grace.isPresent() && (!wasDeleting || grace.getAsLong() < pendingGrace(metadata));
        if (wasDeleting && !graceful && pendingGrace(metadata) > 0) {
            return Optional.of(new Deletion.Pending(live));
        }
        updateFinalizers(metadata, options, target.type().strategy());
        if (target.type().storage().equals(DEFINITIONS) && !wasDeleting) {
            holdForCleanup(object, metadata);
        }
        boolean held = !metadata.path("finalizers").isEmpty();
        if (graceful) {
            markDeleting(metadata, grace.getAsLong());
        } else if (held) {
            markDeleting(metadata, 0);
        }
        boolean stays = held || (graceful && grace.getAsLong() > 0);
        if (dryRun) {
            return Optional.of(stays ? new Deletion.Pending(object) : new Deletion.Done(live));
        }
        if (!stays) {
            return remove(target, stored, object, graceful);
        }
        if (object.equals(live)) {
            return Optional.of(new Deletion.Pending(live));
        }
        return store.put(stored.resource(), stored.key(), Optional.of(stored), object)
                .map(written -> new Deletion.Pending(presentation.of(target.type(), written)));
    }

    /// A kind with a grace period is marked before it goes, which its watchers see as a change of its own.
    private Optional<Deletion> remove(Target target, Stored stored, ObjectNode object, boolean graceful) {
        Optional<Stored> last = graceful
                ? store.put(stored.resource(), stored.key(), Optional.of(stored), object)
                : Optional.of(stored);
        return last.flatMap(present -> store.remove(present, presentation.of(target.type(), present)).map(gone -> {
            reservations.release(target, present.tree());
            return new Deletion.Done(presentation.of(target.type(), gone));
        }));
    }

    /// Once an object is being deleted, its time can only be shortened, and only by saying so.
    private static OptionalLong gracePeriod(Target target, ObjectNode live, OptionalLong asked, boolean wasDeleting) {
        OptionalLong usual = target.type().strategy().gracePeriodSeconds(live, asked);
        return usual.isEmpty() || !wasDeleting
                ? usual
                : OptionalLong.of(asked.orElse(pendingGrace(live.path("metadata"))));
    }

    private static long pendingGrace(JsonNode metadata) {
        return metadata.path("deletionGracePeriodSeconds").asLong();
    }

    /// A CustomResourceDefinition goes after its resources have gone.
    private void holdForCleanup(ObjectNode object, ObjectNode metadata) {
        metadata.withArrayProperty("finalizers").add(CLEANUP);
        ObjectNode condition = JsonNodeFactory.instance.objectNode();
        condition.put("type", "Terminating").put("status", "True")
                .put("lastTransitionTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("reason", "InstanceDeletionPending").put("message",
                        "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon");
        if (object.withObjectProperty("status").get("conditions") instanceof ArrayNode conditions) {
            conditions.add(condition);
        } else {
            object.withObjectProperty("status").putArray("conditions").add(condition);
        }
    }

    /// A Namespace is marked first and goes, asked again, when nothing holds it; empty: it goes like any other.
    private Optional<Optional<Deletion>> namespace(Target target, Stored stored, ObjectNode live, boolean dryRun) {
        if (live.path("metadata").has("deletionTimestamp")) {
            return Namespaces.isHeld(live)
                    ? Optional.of(Optional.of(new Deletion.Pending(live)))
                    : Optional.empty();
        }
        ObjectNode object = live.deepCopy();
        ((ObjectNode) object.path("metadata")).put("deletionTimestamp",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        object.withObjectProperty("status").put("phase", "Terminating");
        if (dryRun) {
            return Optional.of(Optional.of(new Deletion.Pending(object)));
        }
        return Optional.of(store.put(stored.resource(), stored.key(), Optional.of(stored), object)
                .map(written -> new Deletion.Pending(presentation.of(target.type(), written))));
    }

    private void markDeleting(ObjectNode metadata, long graceSeconds) {
        boolean already = metadata.has("deletionTimestamp");
        if (already && pendingGrace(metadata) <= graceSeconds) {
            return;
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(graceSeconds);
        metadata.put("deletionTimestamp", at.toString());
        metadata.put("deletionGracePeriodSeconds", graceSeconds);
        long generation = metadata.path("generation").asLong();
        if (!already && generation > 0) {
            metadata.put("generation", generation + 1);
        }
    }

    private static void updateFinalizers(ObjectNode metadata, DeleteOptions options, Strategy strategy) {
        Optional<Propagation> propagation = strategy.hasDependents()
                ? options.propagation()
                : Optional.of(Propagation.BACKGROUND);
        List<String> before = new ArrayList<>();
        metadata.path("finalizers").forEach(finalizer -> before.add(finalizer.asText()));
        boolean orphan = propagation.map(p -> p == Propagation.ORPHAN)
                .orElse(before.contains(ORPHAN) || (strategy.orphansByDefault() && !before.contains(FOREGROUND)));
        boolean foreground = propagation.map(p -> p == Propagation.FOREGROUND).orElse(before.contains(FOREGROUND));
        List<String> after = new ArrayList<>(before);
        set(after, ORPHAN, orphan);
        set(after, FOREGROUND, foreground);
        if (after.equals(before)) {
            return;
        }
        metadata.remove("finalizers");
        if (!after.isEmpty()) {
            ArrayNode finalizers = metadata.putArray("finalizers");
            after.forEach(finalizers::add);
        }
    }

    private static void set(List<String> finalizers, String finalizer, boolean wanted) {
        if (!wanted) {
            finalizers.remove(finalizer);
        } else if (!finalizers.contains(finalizer)) {
            finalizers.add(finalizer);
        }
    }
}
