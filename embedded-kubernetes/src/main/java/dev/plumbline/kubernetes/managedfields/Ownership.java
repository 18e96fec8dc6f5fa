package dev.plumbline.kubernetes.managedfields;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.managedfields.Applied.Conflict;
import dev.plumbline.manifests.FieldPath;
import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.Schema;
import dev.plumbline.manifests.TypedValue;
import dev.plumbline.manifests.TypedValue.Comparison;

/// Moves ownership when an object changes; structured-merge-diff `merge/update.go`.
///
/// One instance handles one write. Versions of a kind share their field names (conversion strategy `None`), so objects
/// are not converted between them.
final class Ownership {
    private final TrackedType type;
    private final Map<Owner, Entry> entries = new LinkedHashMap<>();

    Ownership(TrackedType type, Map<Owner, Entry> stored) {
        this.type = type;
        stored.forEach((owner, entry) -> type.schemas().apply(entry.apiVersion()).ifPresent(schema -> {
            FieldSet fields = new TypedValue(type.zero(), schema).reconciled(entry.fields());
            entries.put(owner, entry.with(fields));
        }));
    }

    Map<Owner, Entry> entries() {
        return entries;
    }

    /// Moves what a write that is no apply changed: all owners lose it.
    ///
    /// @return what the write added and modified, its owner's from now on
    FieldSet update(ObjectNode live, ObjectNode object) {
        Comparison comparison = compare(live, object, type.schema());
        transfer(live, object, Optional.empty(), comparison);
        return comparison.modified().union(comparison.added());
    }

    /// Merges a configuration, prunes what its owner gave up, and records what it owns now.
    ///
    /// @param force takes what others own; else the entries stay as they were if there are conflicts
    Result apply(ObjectNode live, ObjectNode config, Owner owner, boolean force) {
        TypedValue merged = new TypedValue(live, type.schema()).merge(config);
        Entry last = entries.get(owner);
        FieldSet fields = new TypedValue(config, type.schema()).fields().recursiveDifference(type.reset());
        entries.put(owner, new Entry(type.apiVersion(), fields, last == null ? null : last.time()));
        JsonNode pruned = last == null ? merged.value() : prune(merged, last, fields);
        ObjectNode object = pruned instanceof ObjectNode node ? node : live;
        Comparison comparison = compare(live, object, type.schema());
        if (!force) {
            List<Conflict> conflicts = conflicts(live, object, owner, comparison);
            if (!conflicts.isEmpty()) {
                return new Result(object, conflicts);
            }
        }
        transfer(live, object, Optional.of(owner), comparison);
        if (fields.isEmpty()) {
            entries.remove(owner);
        }
        return new Result(object, List.of());
    }

    /// @param conflicts empty if the object may be stored
    record Result(ObjectNode object, List<Conflict> conflicts) {
    }

    private void put(Owner owner, Entry entry) {
        if (entry.fields().isEmpty()) {
            entries.remove(owner);
        } else {
            entries.put(owner, entry);
        }
    }

    private Comparison compare(ObjectNode live, ObjectNode object, Schema schema) {
        return new TypedValue(live, schema).compare(object).excluding(type.reset());
    }

    private List<Conflict> conflicts(ObjectNode live, ObjectNode object, Owner self, Comparison comparison) {
        List<Conflict> conflicts = new ArrayList<>();
        Map<String, Comparison> byVersion = new HashMap<>(Map.of(type.apiVersion(), comparison));
        entries.forEach((owner, entry) -> {
            if (!owner.equals(self)) {
                Comparison seen = inVersion(byVersion, live, object, entry.apiVersion());
                entry.fields().intersection(seen.modified().union(seen.added()))
                        .forEach(path -> conflicts.add(new Conflict(owner, new FieldPath(path))));
            }
        });
        return conflicts;
    }

    /// Takes from all others what changed or went.
    private void transfer(ObjectNode live, ObjectNode object, Optional<Owner> self, Comparison comparison) {
        if (comparison.isSame()) {
            return;
        }
        Map<String, Comparison> byVersion = new HashMap<>(Map.of(type.apiVersion(), comparison));
        for (Owner owner : List.copyOf(entries.keySet())) {
            Entry entry = entries.get(owner);
            if (entry != null && !self.filter(owner::equals).isPresent()) {
                Comparison seen = inVersion(byVersion, live, object, entry.apiVersion());
                put(owner, entry.with(entry.fields().difference(seen.modified()).difference(seen.added())
                        .difference(seen.removed())));
            }
        }
    }

    private Comparison inVersion(Map<String, Comparison> byVersion, ObjectNode live, ObjectNode object,
            String apiVersion) {
        return byVersion.computeIfAbsent(apiVersion,
                version -> compare(live, object, type.schemas().apply(version).orElse(Schema.DEDUCED)));
    }

    /// Removes what the applier owned and does not name any more, unless somebody else owns it.
    private JsonNode prune(TypedValue merged, Entry last, FieldSet fields) {
        Optional<Schema> schema = type.schemas().apply(last.apiVersion());
        if (schema.isEmpty() || last.fields().difference(fields).isEmpty()) {
            return merged.value();
        }
        TypedValue value = new TypedValue(merged.value(), schema.get());
        FieldSet owned = value.withDeclaredParents(last.fields());
        FieldSet mergedFields = value.withDeclaredParents(value.fields());
        TypedValue pruned = withOwnedItems(value, value.without(owned), mergedFields);
        FieldSet prunedFields = value.withDeclaredParents(pruned.fields());
        return value.without(mergedFields.difference(prunedFields).intersection(owned)).value();
    }

    /// Puts back what anybody, the applier's new configuration included, owns.
    private TypedValue withOwnedItems(TypedValue merged, TypedValue pruned, FieldSet mergedFields) {
        Map<String, FieldSet> owned = new LinkedHashMap<>();
        entries.values().forEach(entry -> owned.merge(entry.apiVersion(), entry.fields(), FieldSet::union));
        TypedValue result = pruned;
        for (FieldSet fields : owned.values()) {
            FieldSet kept = merged.withDeclaredParents(result.fields())
                    .union(merged.withDeclaredParents(fields));
            result = merged.without(mergedFields.difference(kept));
        }
        return result;
    }
}
