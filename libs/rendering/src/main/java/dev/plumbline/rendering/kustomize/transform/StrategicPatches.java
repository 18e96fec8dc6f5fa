package dev.plumbline.rendering.kustomize.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.plumbline.rendering.kustomize.config.Kustomization.Patch;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;
import dev.plumbline.rendering.kustomize.resource.Selector;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;

/// Applies strategic merge patches: each to the object that it names or, with a target, one to all that are selected.
public final class StrategicPatches implements Transformation {
    private final List<Resource> patches;
    private final Optional<Selector> target;
    private final boolean allowNameChange;
    private final boolean allowKindChange;
    private final StrategicMerge merge;

    /// Patches that name their objects, as `patchesStrategicMerge` lists them.
    public StrategicPatches(List<Resource> patches, MergeSchema schemas) {
        this(patches, Optional.empty(), false, false, schemas);
    }

    /// The patches of one entry of `patches`.
    public StrategicPatches(List<Resource> patches, Patch entry, MergeSchema schemas) {
        this(patches, entry.target(), entry.allowNameChange(), entry.allowKindChange(), schemas);
    }

    private StrategicPatches(List<Resource> patches, Optional<Selector> target, boolean allowNameChange,
            boolean allowKindChange, MergeSchema schemas) {
        this.patches = List.copyOf(patches);
        this.target = target;
        this.allowNameChange = allowNameChange;
        this.allowKindChange = allowKindChange;
        this.merge = new StrategicMerge(schemas);
    }

    @Override
    public void apply(ResourceSet resources) {
        if (target.isEmpty()) {
            patches.forEach(patch -> patch(named(resources, patch), patch.copy()));
            resources.dropGone();
            return;
        }
        if (patches.size() > 1) {
            throw new KustomizeProblem("several strategic merge patches in one `patches` entry cannot have a target",
                    patches.getFirst().origin());
        }
        for (Resource patch : patches) {
            List<Resource> selected = new ArrayList<>(resources.resources());
            selected.removeIf(resource -> !target.get().selects(resource));
            selected.forEach(resource -> patch(resource, forTarget(patch, resource)));
        }
        resources.dropGone();
        refuseDuplicates(resources);
    }

    private static Resource named(ResourceSet resources, Resource patch) {
        try {
            return resources.byAnyId(patch.id());
        } catch (KustomizeProblem e) {
            throw e.at(patch.origin());
        }
    }

    /// The patch as if it named its target; its labels and annotations become texts on the way, nulls as well.
    private static Resource forTarget(Resource patch, Resource resource) {
        Resource copy = patch.copy();
        copy.setLabels(copy.labels());
        copy.setAnnotations(copy.annotations());
        copy.setApiVersion(resource.apiVersion());
        return copy;
    }

    private void patch(Resource resource, Resource patch) {
        String name = resource.name();
        String namespace = resource.namespace();
        String kind = resource.kind();
        if (allowNameChange || allowKindChange) {
            resource.rememberId();
        }
        Node merged;
        try {
            merged = merge.merge(resource.root(), patch.root());
        } catch (KustomizeProblem e) {
            throw new KustomizeProblem("cannot patch " + resource + ": " + e.getMessage(), patch.origin());
        }
        if (!(merged instanceof Mapping mapping) || mapping.isEmpty()) {
            resource.delete();
            return;
        }
        resource.replaceRoot(mapping);
        if (!allowKindChange) {
            resource.setKind(kind);
        }
        if (!allowNameChange) {
            resource.setName(name);
        }
        resource.setNamespace(namespace);
    }

    private static void refuseDuplicates(ResourceSet resources) {
        ResourceSet checked = new ResourceSet();
        resources.resources().forEach(checked::append);
    }
}
