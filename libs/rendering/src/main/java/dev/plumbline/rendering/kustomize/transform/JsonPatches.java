package dev.plumbline.rendering.kustomize.transform;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;
import dev.plumbline.rendering.kustomize.resource.Selector;
import dev.plumbline.rendering.yaml.JsonValues;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.YamlProblem;

/// Applies a JSON patch to all objects that are selected.
///
/// @param remembersId whether the id before counts as one the object had: the field `patches` does this,
///                    `patchesJson6902` does not
public record JsonPatches(JsonPatch patch, Selector target, boolean remembersId, SourcePosition position)
        implements
            Transformation {

    @Override
    public void apply(ResourceSet resources) {
        List<Resource> selected = resources.resources().stream().filter(target::selects).toList();
        for (Resource resource : selected) {
            if (remembersId) {
                resource.rememberId();
            }
            patch(resource);
        }
    }

    private void patch(Resource resource) {
        try {
            ObjectNode object = JsonValues.object(resource.root());
            // the real tool keeps its notes in annotations, so that a patch may add one where the object has none
            if (!resource.previousIds().isEmpty() || resource.isHashed()) {
                object.withObject("/metadata").withObject("/annotations");
            }
            patch.applyTo(object);
            resource.replaceRoot((Mapping) JsonValues.ofJson(object));
            resource.setAnnotations(resource.annotations());
        } catch (YamlProblem | KustomizeProblem e) {
            throw new KustomizeProblem("cannot patch " + resource + ": " + e.getMessage(), position);
        }
    }
}
