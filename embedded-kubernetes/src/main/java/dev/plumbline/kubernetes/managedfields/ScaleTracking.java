package dev.plumbline.kubernetes.managedfields;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.FieldPath;
import dev.plumbline.manifests.FieldSet;

/// Tracks writes through `/scale`: the owner of the Scale's replicas owns the replicas of its parent
/// (apimachinery's `scalehandler.go`).
public final class ScaleTracking {
    private static final String SCALE_VERSION = "autoscaling/v1";
    private static final FieldSet SCALE_REPLICAS = FieldSet.of(FieldPath.of("spec", "replicas"));

    private final String parentApiVersion;
    private final FieldSet replicas;
    private final FieldManager scales;

    /// @param parentApiVersion of the scaled kind
    /// @param replicas         where its objects hold their number, usually `/spec/replicas`
    public ScaleTracking(String parentApiVersion, FieldPath replicas) {
        this.parentApiVersion = parentApiVersion;
        this.replicas = FieldSet.of(replicas);
        this.scales = new FieldManager(TrackedType.builtIn("autoscaling", "v1", "Scale", "scale", true, zeroScale()),
                scale -> scale);
    }

    private static ObjectNode zeroScale() {
        ObjectNode zero = JsonNodeFactory.instance.objectNode();
        zero.putObject("spec");
        zero.putObject("status").put("replicas", 0);
        return zero;
    }

    /// A put or patch of the Scale.
    ///
    /// @param newParent the parent with its new number of replicas
    /// @return the new parent with its managedFields
    public ObjectNode update(ObjectNode liveParent, ObjectNode liveScale, ObjectNode newScale, ObjectNode newParent,
            String manager, Instant now) {
        ObjectNode updated = scales.update(withEntries(liveScale, liveParent), newScale, manager, now);
        return parent(liveParent, updated, newParent);
    }

    /// A server-side apply of the Scale.
    ///
    /// @return for [Applied.Merged], the new Scale with the entries of a Scale; see [#parent(ObjectNode, ObjectNode, ObjectNode)]
    public Applied apply(ObjectNode liveParent, ObjectNode liveScale, ObjectNode config, String manager,
            boolean force, Instant now) {
        return scales.apply(withEntries(liveScale, liveParent), config, manager, force, now);
    }

    /// The new parent with managedFields that follow from those of its Scale; entries that are new there have no time,
    /// as a real server's.
    public ObjectNode parent(ObjectNode liveParent, ObjectNode scale, ObjectNode newParent) {
        Map<Owner, Entry> before = Entries.decode(Entries.of(liveParent)).orElse(Map.of());
        Map<Owner, Entry> scaled = Entries.decode(Entries.of(scale)).orElse(Map.of());
        Map<Owner, Entry> after = new LinkedHashMap<>();
        before.forEach((owner, entry) -> {
            boolean keeps = scaled.containsKey(scaleOwner(owner));
            FieldSet fields = keeps ? entry.fields() : entry.fields().difference(replicas);
            if (!fields.isEmpty()) {
                after.put(owner, entry.with(fields));
            }
        });
        scaled.forEach((owner, entry) -> {
            Owner parentOwner = parentOwner(owner);
            if (!SCALE_REPLICAS.intersection(entry.fields()).isEmpty() && !after.containsKey(parentOwner)) {
                after.put(parentOwner, new Entry(parentApiVersion, replicas, null));
            }
        });
        ArrayNode entries = Entries.encode(after);
        return Entries.sameExceptTimes(Entries.of(liveParent), entries)
                ? Entries.put(newParent, Entries.of(liveParent).isMissingNode() ? null : Entries.of(liveParent))
                : Entries.put(newParent, entries);
    }

    private ObjectNode withEntries(ObjectNode liveScale, ObjectNode liveParent) {
        Map<Owner, Entry> entries = new LinkedHashMap<>();
        Entries.decode(Entries.of(liveParent)).orElse(Map.of()).forEach((owner, entry) -> {
            if (!replicas.intersection(entry.fields()).isEmpty()) {
                entries.put(scaleOwner(owner), new Entry(SCALE_VERSION, SCALE_REPLICAS, entry.time()));
            }
        });
        return Entries.put(liveScale, Entries.encode(entries));
    }

    private static Owner scaleOwner(Owner owner) {
        return owner.operation() == Owner.Operation.APPLY
                ? owner
                : Owner.updater(owner.name(), SCALE_VERSION, owner.subresource());
    }

    private Owner parentOwner(Owner owner) {
        return owner.operation() == Owner.Operation.APPLY
                ? owner
                : Owner.updater(owner.name(), parentApiVersion, owner.subresource());
    }
}
