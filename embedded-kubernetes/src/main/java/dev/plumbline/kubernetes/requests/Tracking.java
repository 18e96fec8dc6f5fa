package dev.plumbline.kubernetes.requests;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.api.Details;
import dev.plumbline.kubernetes.api.Status;
import dev.plumbline.kubernetes.managedfields.Applied;
import dev.plumbline.kubernetes.managedfields.FieldManager;
import dev.plumbline.kubernetes.managedfields.ScaleTracking;
import dev.plumbline.kubernetes.managedfields.TrackedType;
import dev.plumbline.kubernetes.resources.ObjectForm;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.resources.ResourceTypes;
import dev.plumbline.kubernetes.typed.UnmarshalException;
import dev.plumbline.manifests.CustomResourceTypes;
import dev.plumbline.manifests.FieldPath;
import dev.plumbline.manifests.Schema;

/// Who owns which field: records writes in `metadata.managedFields`, with one field manager for each type.
final class Tracking {
    private final ResourceTypes types;
    private final InstantSource clock;
    private final Map<TrackedKey, Known> managers = new ConcurrentHashMap<>();

    Tracking(ResourceTypes types, InstantSource clock) {
        this.types = types;
        this.clock = clock;
    }

    private record TrackedKey(String apiVersion, String kind, String subresource) {
    }

    /// A manager is good as long as the type has the same form: a changed CustomResourceDefinition makes a new one.
    private record Known(ObjectForm form, FieldManager manager) {
    }

    /// Records what a create, update or patch changed; returns a copy of `object` with managedFields.
    ///
    /// @param live null on create
    ObjectNode update(Target target, @Nullable ObjectNode live, ObjectNode object, String manager) {
        return manager(target).update(live, object, manager, clock.instant());
    }

    /// Merges an applied configuration into the live object; equal to `live` when nothing changes.
    ///
    /// @param live null when the object does not exist
    ObjectNode apply(Target target, @Nullable ObjectNode live, ObjectNode config, String manager, boolean force) {
        return merged(manager(target).apply(live, config, manager, force, clock.instant()));
    }

    ObjectNode updateScale(ResourceType type, Scale scale, ObjectNode newScale, ObjectNode newParent,
            String manager) {
        return scaleTracking(type, scale).update(scale.parent(), scale.object(), newScale, newParent, manager,
                clock.instant());
    }

    /// The new Scale, with the managedFields of a Scale.
    ObjectNode applyScale(ResourceType type, Scale scale, ObjectNode config, String manager, boolean force) {
        return merged(scaleTracking(type, scale).apply(scale.parent(), scale.object(), config, manager, force,
                clock.instant()));
    }

    /// The new parent with the managedFields that follow from those of an applied Scale.
    ObjectNode parentOfApplied(ResourceType type, Scale scale, ObjectNode newScale, ObjectNode newParent) {
        return scaleTracking(type, scale).parent(scale.parent(), newScale, newParent);
    }

    private static ScaleTracking scaleTracking(ResourceType type, Scale scale) {
        return new ScaleTracking(type.apiVersion(),
                FieldPath.of(scale.paths().specReplicas().split("\\.", -1)));
    }

    private static ObjectNode merged(Applied applied) {
        return switch (applied) {
            case Applied.Merged(ObjectNode object) -> object;
            case Applied.Untypable(String message) -> throw ApiException.of(500, "", message);
            case Applied.Conflicts conflicts -> throw new ApiException(new Status(409, "Conflict",
                    conflicts.message(), Details.EMPTY.with(causes(conflicts))));
        };
    }

    private static List<Cause> causes(Applied.Conflicts conflicts) {
        return conflicts.conflicts().stream()
                .map(conflict -> new Cause("FieldManagerConflict", conflict.message(), conflict.field())).toList();
    }

    @SuppressWarnings("ReferenceEquality") // a form is replaced, never changed: another object is another form
    private FieldManager manager(Target target) {
        ResourceType type = target.type();
        TrackedKey key = new TrackedKey(type.apiVersion(), type.kind(), target.subresource());
        Known known = managers.get(key);
        if (known == null || known.form() != type.form()) {
            known = new Known(type.form(), new FieldManager(tracked(type, target.subresource()),
                    merged -> decoded(type, merged)));
            managers.put(key, known);
        }
        return known.manager();
    }

    private TrackedType tracked(ResourceType type, String subresource) {
        if (!type.traits().custom()) {
            return TrackedType.builtIn(type.group(), type.version(), type.kind(), subresource, type.hasStatus(),
                    type.form().zero());
        }
        return TrackedType.custom(type.apiVersion(), type.kind(), subresource, type.hasStatus(),
                apiVersion -> schema(type, apiVersion));
    }

    private Optional<Schema> schema(ResourceType type, String apiVersion) {
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        return types.find(type.group(), version, type.plural())
                .filter(other -> other.apiVersion().equals(apiVersion))
                .map(other -> other.form().declaredSchema().map(CustomResourceTypes::schema)
                        .orElse(Schema.DEDUCED));
    }

    private static ObjectNode decoded(ResourceType type, ObjectNode merged) throws UnmarshalException {
        return Presentation.inFront(type, type.form().decode(merged).object());
    }
}
