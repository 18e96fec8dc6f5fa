package dev.plumbline.kubernetes.managedfields;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.managedfields.Applied.Conflicts;
import dev.plumbline.kubernetes.managedfields.Applied.Merged;
import dev.plumbline.kubernetes.managedfields.Applied.Untypable;
import dev.plumbline.kubernetes.typed.UnmarshalException;
import dev.plumbline.manifests.FieldPath;
import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.TypedValue;
import dev.plumbline.manifests.Values;

/// Tracks who owns which field of the objects of one type: apimachinery's `managedfields` package as a pure function.
///
/// Nothing that is given is changed. Thread-safe if `decoding` is.
public final class FieldManager {
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";
    /// What a request says about an object's identity is nobody's field.
    private static final FieldSet IDENTITY = FieldSet.of(FieldPath.of("apiVersion"), FieldPath.of("kind"),
            FieldPath.of("metadata"), FieldPath.of("metadata", "name"), FieldPath.of("metadata", "namespace"),
            FieldPath.of("metadata", "creationTimestamp"), FieldPath.of("metadata", "selfLink"),
            FieldPath.of("metadata", "uid"), FieldPath.of("metadata", "clusterName"),
            FieldPath.of("metadata", "generation"), FieldPath.of("metadata", "managedFields"),
            FieldPath.of("metadata", "resourceVersion"));

    private final TrackedType type;
    private final Decoding decoding;

    public FieldManager(TrackedType type, Decoding decoding) {
        this.type = type;
        this.decoding = decoding;
    }

    /// Makes an object of a merged tree as the server stores it: without what Go drops, with defaults.
    @FunctionalInterface
    public interface Decoding {
        /// @param merged must not be changed
        ObjectNode decode(ObjectNode merged) throws UnmarshalException;
    }

    /// Server-side apply.
    ///
    /// @param live   null if the object is to be created
    /// @param config the applied configuration, without managedFields
    /// @param force  takes fields that others own instead of answering [Conflicts]
    public Applied apply(@Nullable ObjectNode live, ObjectNode config, String manager, boolean force, Instant now) {
        List<String> problems = new TypedValue(config, type.schema()).problems();
        if (!problems.isEmpty()) {
            return new Untypable("failed to create typed patch object (" + named(config) + "): " + joined(problems));
        }
        ObjectNode base = live == null ? type.zero() : Entries.put(live, null);
        List<String> liveProblems = new TypedValue(base, type.schema()).problemsExceptDuplicates();
        if (!liveProblems.isEmpty()) {
            return new Untypable(
                    "failed to create typed live object (" + named(base) + "): " + joined(liveProblems));
        }
        Applied applied = applyOnce(live, base, config, manager, force, now);
        boolean kubectl = LastApplied.isKubectl(manager);
        if (kubectl && applied instanceof Conflicts conflicts) {
            applied = afterClientSideApply(live, base, config, manager, conflicts, now);
        }
        return switch (applied) {
            case Merged(ObjectNode object) ->
                new Merged(withOldTimes(live, kubectl ? LastApplied.updated(object, config) : object));
            case Conflicts _,Untypable _ -> applied;
        };
    }

    /// What kubectl's client-side apply left behind is kubectl's to take.
    private Applied afterClientSideApply(@Nullable ObjectNode live, ObjectNode base, ObjectNode config, String manager,
            Conflicts conflicts, Instant now) {
        Optional<FieldSet> allowed = LastApplied.ownedFields(base, type);
        if (allowed.isEmpty()) {
            return conflicts;
        }
        List<Applied.Conflict> others = conflicts.conflicts().stream()
                .filter(conflict -> !allowed.get().contains(conflict.path())).toList();
        return others.isEmpty() ? applyOnce(live, base, config, manager, true, now) : new Conflicts(others);
    }

    private Applied applyOnce(@Nullable ObjectNode live, ObjectNode base, ObjectNode config, String manager,
            boolean force, Instant now) {
        Owner owner = Owner.applier(manager, type.subresource());
        Map<Owner, Entry> stored = live == null ? Map.of() : Entries.decode(Entries.of(live)).orElse(Map.of());
        if (live != null && stored.isEmpty()) {
            Owner before = Owner.updater(BEFORE_FIRST_APPLY, type.apiVersion(), type.subresource());
            stored = updated(type.zero(), base, Map.of(), before, now);
        }
        Ownership ownership = new Ownership(type, stored);
        Ownership.Result result = ownership.apply(base, config, owner, force);
        if (!result.conflicts().isEmpty()) {
            return new Conflicts(result.conflicts());
        }
        Map<Owner, Entry> entries = ownership.entries();
        strip(entries, owner);
        entries.computeIfPresent(owner, (_, entry) -> entry.at(now.truncatedTo(ChronoUnit.SECONDS)));
        try {
            return new Merged(Entries.put(decoding.decode(result.object()), Entries.encode(entries)));
        } catch (UnmarshalException e) {
            return new Untypable("failed to convert new object (" + named(config)
                    + ") to proper version: unable to convert unstructured object to "
                    + groupVersionKind(type.apiVersion(), type.kind()) + ": " + e.conversionMessage());
        }
    }

    /// Any other write: create, put, patch.
    ///
    /// @param live   null if the object is to be created
    /// @param object decoded and defaulted, before anything that the server itself sets; its managedFields are the
    ///               request's
    /// @return the object with its new managedFields; the old ones, with their times, if nothing changed
    public ObjectNode update(@Nullable ObjectNode live, ObjectNode object, String manager, Instant now) {
        ObjectNode base = live == null ? type.zero() : Entries.put(live, null);
        ObjectNode bare = Entries.put(object, null);
        boolean creates = live == null;
        Map<Owner, Entry> stored = storedEntries(live, object);
        if (stored.isEmpty() && !creates) {
            return bare;
        }
        if (!new TypedValue(bare, type.schema()).problemsExceptDuplicates().isEmpty()
                || !new TypedValue(base, type.schema()).problemsExceptDuplicates().isEmpty()) {
            return bare;
        }
        Owner owner = Owner.updater(manager, type.apiVersion(), type.subresource());
        Map<Owner, Entry> entries = AncientChanges.capped(updated(base, bare, stored, owner, now));
        return withOldTimes(live, Entries.put(bare, Entries.encode(entries)));
    }

    /// The entries of the request, or the live ones where it has none; subresources can't set them.
    private Map<Owner, Entry> storedEntries(@Nullable ObjectNode live, ObjectNode object) {
        JsonNode requested = Entries.of(object);
        if (type.subresource().isEmpty()) {
            if (Entries.isReset(requested)) {
                return Map.of();
            }
            Optional<Map<Owner, Entry>> decodedEntries = Entries.decode(requested);
            if (decodedEntries.isPresent() && !decodedEntries.get().isEmpty()) {
                return decodedEntries.get();
            }
        }
        return live == null ? Map.of() : Entries.decode(Entries.of(live)).orElse(Map.of());
    }

    private Map<Owner, Entry> updated(ObjectNode live, ObjectNode object, Map<Owner, Entry> stored, Owner owner,
            Instant now) {
        Ownership ownership = new Ownership(type, stored);
        FieldSet taken = ownership.update(live, object).recursiveDifference(type.reset()).difference(IDENTITY);
        Map<Owner, Entry> entries = new LinkedHashMap<>(ownership.entries());
        if (!taken.isEmpty()) {
            Entry previous = entries.get(owner);
            entries.put(owner, new Entry(type.apiVersion(),
                    previous == null ? taken : previous.fields().union(taken), now.truncatedTo(ChronoUnit.SECONDS)));
        }
        return entries;
    }

    private static void strip(Map<Owner, Entry> entries, Owner owner) {
        Entry entry = entries.get(owner);
        if (entry != null) {
            FieldSet fields = entry.fields().difference(IDENTITY);
            if (fields.isEmpty()) {
                entries.remove(owner);
            } else {
                entries.put(owner, entry.with(fields));
            }
        }
    }

    /// A write whose times are all that changed is no write.
    private static ObjectNode withOldTimes(@Nullable ObjectNode live, ObjectNode object) {
        if (live == null) {
            return object;
        }
        JsonNode old = Entries.of(live);
        boolean same = Entries.sameExceptTimes(old, Entries.of(object))
                && Values.same(Entries.put(live, null), Entries.put(object, null));
        return same ? Entries.put(object, old.isMissingNode() ? null : old) : object;
    }

    /// As Go prints an object in these errors: `ns/name; apps/v1, Kind=Deployment`.
    private static String named(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.path("namespace").asText() + "/" + metadata.path("name").asText() + "; "
                + groupVersionKind(object.path("apiVersion").asText(), object.path("kind").asText());
    }

    private static String groupVersionKind(String apiVersion, String kind) {
        return (apiVersion.contains("/") ? apiVersion : "/" + apiVersion) + ", Kind=" + kind;
    }

    private static String joined(List<String> problems) {
        return problems.size() == 1 ? problems.getFirst() : "errors:\n  " + String.join("\n  ", problems);
    }
}
