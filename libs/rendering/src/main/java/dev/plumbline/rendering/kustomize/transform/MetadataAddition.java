package dev.plumbline.rendering.kustomize.transform;

import java.util.Map;
import java.util.TreeMap;

import dev.plumbline.rendering.kustomize.resource.FieldSpec;
import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.FieldWalk;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;

/// Adds labels or annotations to the mappings that the fields name.
public record MetadataAddition(Map<String, String> entries, FieldSpecs fields) implements Transformation {

    public MetadataAddition {
        entries = Map.copyOf(entries);
    }

    @Override
    public void apply(ResourceSet resources) {
        Map<String, String> sorted = new TreeMap<>(entries);
        for (Resource resource : resources.resources()) {
            for (Map.Entry<String, String> entry : sorted.entrySet()) {
                for (FieldSpec spec : fields.specs()) {
                    FieldWalk.visit(resource, spec, FieldWalk.Missing.MAPPING,
                            found -> added(resource, spec, found, entry));
                }
            }
        }
    }

    private static Node added(Resource resource, FieldSpec spec, Node found, Map.Entry<String, String> entry) {
        if (found instanceof Mapping mapping) {
            mapping.set(entry.getKey(), Scalar.string(entry.getValue()));
        } else if (!Node.isNull(found)) {
            throw new KustomizeProblem("considering field '" + spec.pathText() + "' of object " + resource.title()
                    + ": expected a mapping, is " + Node.kindName(found), resource.origin());
        }
        return found;
    }
}
