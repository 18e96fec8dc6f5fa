package dev.plumbline.differ.domain.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.contracts.PlannedOperation.Kind;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.differ.domain.drift.Drift;
import dev.plumbline.differ.domain.live.LiveObject;
import dev.plumbline.manifests.FieldPath;
import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.ManifestDigest;
import dev.plumbline.manifests.PathElement;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.TypedValue;

/// Makes the single steps of a plan.
final class Steps {
    private Steps() {
    }

    /// Server-side apply of the manifest, or its dry run.
    ///
    /// @param released whether the object's former Application has let go of it
    /// @param ignored differences that stay as they are: an apply must not take an autoscaler's replicas away
    static Step apply(Kind kind, Subject subject, DesiredResource desired, List<FieldDrift> ignored, Cause cause,
            @Nullable String drift, boolean released) {
        LiveObject live = released || isOurs(subject) ? subject.live() : null;
        ObjectNode manifest = desired.manifest();
        Applied recorded = subject.applied();
        String version = Step.versionOf(live);
        ObjectNode before = null;
        if (live != null && recorded != null && isBehind(recorded, live, desired)) {
            version = live.digest().equals(desired.digest()) ? recorded.resourceVersion() : version;
            before = recorded.values();
        } else if (live != null) {
            before = before(subject, live, manifest);
        }
        return new Step(kind, subject.id(), desired.apiVersion(), live == null ? manifest : keeping(ignored, manifest),
                desired.digest(), Step.uidOf(live), version, before, cause, drift, desired.provenance());
    }

    /// Whether the object was written by a plan whose record is missing: the API's answer was lost, or the applier died.
    /// What was before, for whoever reads the changes, is what was recorded last. Where the object is what it is to become
    /// already, a step that names the recorded version makes the applier tell of it.
    private static boolean isBehind(Applied recorded, LiveObject live, DesiredResource desired) {
        return recorded.uid().equals(live.uid()) && !recorded.digest().equals(desired.digest())
                && !live.digest().isEmpty() && !live.digest().equals(recorded.digest());
    }

    /// Deletion of a recorded resource. Without a live object its record still has to go, which the applier does once the
    /// cluster has confirmed it.
    static Step delete(Subject subject, Applied applied, Provenance by) {
        LiveObject live = subject.live();
        return new Step(Kind.DELETE, subject.id(), applied.apiVersion(), null, null, Step.uidOf(live),
                Step.versionOf(live), live == null ? null : before(subject, live, null), Cause.REMOVAL, null, by);
    }

    /// Forgets the record of an object that another Application owns now.
    static Step forget(Subject subject, Applied applied, Provenance by) {
        return new Step(Kind.DELETE, subject.id(), applied.apiVersion(), null, null, null, null, null, Cause.REMOVAL,
                null, by);
    }

    /// The namespace of `target.createNamespace`.
    static Step ensureNamespace(String name, Provenance by) {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", "v1").put("kind", "Namespace").putObject("metadata").put("name", name);
        return new Step(Kind.ENSURE, new ResourceId("", "Namespace", "", name), "v1", manifest,
                ManifestDigest.of(manifest), null, null, null, Cause.COMMIT, null, by);
    }

    /// An object that we have no record of, and that does not name us, is shown to nobody: the applier looks whose it is.
    private static boolean isOurs(Subject subject) {
        LiveObject live = subject.live();
        Applied applied = subject.applied();
        return live != null && ((applied != null && applied.uid().equals(live.uid()))
                || live.owner().filter(owner -> owner.application().equals(subject.application())).isPresent());
    }

    private static ObjectNode before(Subject subject, LiveObject live, @Nullable ObjectNode manifest) {
        Applied applied = subject.applied();
        FieldSet touched = applied == null ? FieldSet.EMPTY : FieldSet.fromFieldsV1(applied.ownedFields());
        if (manifest != null) {
            touched = touched.union(new TypedValue(manifest, subject.type()).fields());
        }
        return Drift.valuesAt(live, touched, subject.type());
    }

    private static ObjectNode keeping(List<FieldDrift> ignored, ObjectNode manifest) {
        ObjectNode kept = manifest;
        for (FieldDrift field : ignored) {
            List<PathElement> path = FieldPath.parse(field.path()).elements();
            JsonNode live = field.live();
            if (live != null && path.stream().allMatch(PathElement.Field.class::isInstance)) {
                kept = with(kept, path, live);
            }
        }
        return kept;
    }

    /// A copy with another value at a field that the manifest has.
    private static ObjectNode with(ObjectNode manifest, List<PathElement> path, JsonNode value) {
        ObjectNode copy = manifest.deepCopy();
        JsonNode parent = copy;
        for (PathElement element : path.subList(0, path.size() - 1)) {
            parent = parent.path(name(element));
        }
        String last = name(path.getLast());
        if (parent instanceof ObjectNode map && map.has(last)) {
            map.set(last, value);
        }
        return copy;
    }

    private static String name(PathElement element) {
        return element instanceof PathElement.Field(String field) ? field : "";
    }
}
