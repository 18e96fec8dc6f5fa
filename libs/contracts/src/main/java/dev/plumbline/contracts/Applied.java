package dev.plumbline.contracts;

import java.time.Instant;
import java.util.Objects;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.ResourceId;

/// What the server answered to our last apply of a resource: the memory that drift is judged against, and the inventory
/// for pruning. Topic `plumbline.applied.v1`, compacted, key `application/resourceId`; a tombstone only when the deletion
/// is confirmed.
///
/// @param digest of the desired manifest that was applied
/// @param ownedFields our Apply entry's `fieldsV1`, as the server holds it
/// @param values the object cut down to `ownedFields`: our values as the server canonicalised them (`1000m` is `1`)
/// @param plan the plan whose operation this was
public record Applied(String application, String cluster, ResourceId resource, String apiVersion, String digest,
        String uid, String resourceVersion, ObjectNode ownedFields, ObjectNode values, String plan,
        Provenance provenance, Instant at) implements Event {
    public Applied {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(resourceVersion, "resourceVersion");
        Objects.requireNonNull(ownedFields, "ownedFields");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(at, "at");
    }

    @Override
    public Topic topic() {
        return Topic.APPLIED;
    }

    @Override
    public String key() {
        return DesiredResource.key(application, resource);
    }

    @Override
    public String eventId() {
        return Ids.of("applied", application, resource, uid, resourceVersion, digest, plan);
    }
}
