package dev.plumbline.kubernetes.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.admission.Admission;
import dev.plumbline.kubernetes.admission.Attempt;
import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.store.Store;
import dev.plumbline.kubernetes.store.Stored;

/// Creates and updates objects of all kinds: what a registry's `Create` and `Update` do in a real server.
public final class Writer {
    /// The subresource that sets what no other write of a Pod may.
    static final String BINDING = "binding";
    private static final int MAX_ATTEMPTS = 50;

    private final Store store;
    private final Presentation presentation;
    private final Admission admission;
    private final SystemMetadata systemMetadata;
    private final Reservations reservations;

    Writer(Store store, Presentation presentation, Admission admission, SystemMetadata systemMetadata,
            Reservations reservations) {
        this.store = store;
        this.presentation = presentation;
        this.admission = admission;
        this.systemMetadata = systemMetadata;
        this.reservations = reservations;
    }

    /// What a writer wants the object to be; called again with the newer state when someone else was faster.
    @FunctionalInterface
    interface Proposal {
        /// @param live null when the object does not exist; throws a refusal if it may not be created
        ObjectNode from(@Nullable ObjectNode live);
    }

    /// Creates an object that was decoded, defaulted and tracked.
    Written create(Target target, ObjectNode proposed, Caller caller, boolean dryRun) {
        ResourceType type = target.type();
        ObjectNode object = type.form().toStored(proposed).deepCopy();
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        Attempt attempt = attempt(target, object, null, caller, dryRun);
        admission.mutate(attempt);
        systemMetadata.fillForCreate(target, metadata);
        type.strategy().prepareForCreate(object);
        Requester.sign(type, object, caller.user());
        if (type.strategy().tracksGeneration()) {
            metadata.put("generation", 1);
        }
        List<Cause> causes = new ArrayList<>(MetadataRules.check(type, object));
        causes.addAll(type.strategy().validate(object));
        refuse(target, object, causes);
        if (metadata.has("resourceVersion")) {
            throw ApiException.of(500, "", "resourceVersion should not be set on objects to be created");
        }
        type.strategy().warnings(object, null).forEach(caller::warn);
        admission.validate(attempt);
        refuse(target, object, reservations.reserve(target, object, null, dryRun));
        String name = metadata.path("name").asText();
        if (dryRun) {
            if (store.find(type.storage(), target.named(name).key()).isPresent()) {
                throw ApiException.alreadyExists(type.group(), type.plural(), name);
            }
            return new Written.Shown(shown(target, object), true);
        }
        Optional<Stored> stored = store.put(type.storage(), target.named(name).key(), Optional.empty(), object);
        if (stored.isEmpty()) {
            reservations.release(target, object);
            throw ApiException.alreadyExists(type.group(), type.plural(), name);
        }
        return new Written.Kept(stored.get(), true);
    }

    /// Updates the object, or creates it when the proposal allows that.
    Written update(Target target, Proposal proposal, Caller caller, boolean dryRun) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Stored> stored = store.find(target.type().storage(), target.key());
            if (stored.isEmpty()) {
                ObjectNode proposed = proposal.from(null);
                ((ObjectNode) proposed.path("metadata")).remove("resourceVersion");
                return create(target, proposed, caller, dryRun);
            }
            ObjectNode proposed = proposal.from(presentation.of(target.type(), stored.get()));
            ObjectNode object = target.type().form().toStored(proposed).deepCopy();
            ObjectNode live = Presentation.inFront(target.type(), stored.get().tree());
            checkVersion(target, object, stored.get());
            Optional<Written> written = replace(target, stored.get(), live, object, caller, dryRun);
            if (written.isPresent()) {
                return written.get();
            }
        }
        throw target.modified();
    }

    /// Refuses a writer who insists on another version than the stored one.
    private static void checkVersion(Target target, ObjectNode object, Stored stored) {
        String version = object.path("metadata").path("resourceVersion").asText();
        long wanted = Versions.parse(version);
        if (wanted == 0) {
            if (target.type().traits().needsVersionOnUpdate()) {
                throw ApiException.invalid(target.type().group(), target.type().plural(), target.name(), List.of(
                        new Cause("FieldValueInvalid", "Invalid value: 0: must be specified for an update",
                                "metadata.resourceVersion")));
            }
            return;
        }
        if (wanted != stored.version()) {
            throw target.modified();
        }
    }

    /// Empty when someone else was faster.
    private Optional<Written> replace(Target target, Stored stored, ObjectNode live, ObjectNode object,
            Caller caller, boolean dryRun) {
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        Attempt attempt = attempt(target, object, live, caller, dryRun);
        admission.mutate(attempt);
        prepare(target, live, object, metadata);
        refuse(target, object, causes(target, live, object));
        target.type().strategy().warnings(object, live).forEach(caller::warn);
        admission.validate(attempt);
        metadata.put("resourceVersion", Long.toString(stored.version()));
        if (object.equals(live)) {
            return Optional.of(new Written.Kept(stored, false));
        }
        refuse(target, object, reservations.reserve(target, object, live, dryRun));
        if (dryRun) {
            return Optional.of(new Written.Shown(shown(target, object), false));
        }
        if (isGone(object) && live.path("metadata").has("deletionTimestamp")) {
            return store.remove(stored, live).map(_ -> {
                reservations.release(target, live);
                return new Written.Shown(shown(target, object), false);
            });
        }
        return store.put(stored.resource(), stored.key(), Optional.of(stored), object)
                .map(written -> new Written.Kept(written, false));
    }

    private static Attempt attempt(Target target, ObjectNode object, @Nullable ObjectNode live, Caller caller,
            boolean dryRun) {
        return new Attempt(target.type(), target.namespace(), target.subresource(), object, live, caller.user(), dryRun,
                caller::warn);
    }

    private static ObjectNode shown(Target target, ObjectNode stored) {
        return Presentation.inFront(target.type(), target.type().form().present(stored));
    }

    private void prepare(Target target, ObjectNode live, ObjectNode object, ObjectNode metadata) {
        ResourceType type = target.type();
        systemMetadata.keepOnUpdate(target, metadata, live.path("metadata"));
        if (target.subresource().equals(BINDING)) {
            return;
        }
        if (target.subresource().equals("status")) {
            Trees.copyAllBut(live, object, "metadata", "status");
            type.strategy().prepareForStatusUpdate(object, live);
            return;
        }
        if (target.subresource().equals("approval")) {
            type.strategy().prepareForApproval(object, live);
            return;
        }
        if (type.hasStatus()) {
            Trees.copy(live, object, "status");
        }
        if (!target.subresource().equals("finalize")) {
            type.strategy().prepareForUpdate(object, live);
        }
        if (type.strategy().tracksGeneration() && changes(type, live, object)) {
            metadata.put("generation", live.path("metadata").path("generation").asLong() + 1);
        }
    }

    /// Whether more than metadata and status changes. A default that the old object does not have yet is no change.
    private static boolean changes(ResourceType type, ObjectNode live, ObjectNode object) {
        if (!Trees.differsOutside(live, object, "metadata", "status")) {
            return false;
        }
        ObjectNode defaulted = live.deepCopy();
        type.strategy().setDefaults(defaulted);
        type.strategy().prepareForUpdate(defaulted, live);
        return Trees.differsOutside(defaulted, object, "metadata", "status");
    }

    private static List<Cause> causes(Target target, ObjectNode live, ObjectNode object) {
        List<Cause> causes = MetadataRules.checkUpdate(object, live);
        if (target.subresource().equals(BINDING)) {
            return causes;
        }
        causes.addAll(target.subresource().equals("status")
                ? target.type().strategy().validateStatusUpdate(object, live)
                : target.type().strategy().validateUpdate(object, live));
        return causes;
    }

    /// Whether nothing holds a deleted object any more.
    static boolean isGone(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.has("deletionTimestamp") && metadata.path("finalizers").isEmpty()
                && metadata.path("deletionGracePeriodSeconds").asLong() == 0 && !Namespaces.isHeld(object);
    }

    private static void refuse(Target target, ObjectNode object, List<Cause> causes) {
        if (!causes.isEmpty()) {
            throw ApiException.invalid(target.type().group(), target.type().kind(),
                    object.path("metadata").path("name").asText(), causes);
        }
    }
}
