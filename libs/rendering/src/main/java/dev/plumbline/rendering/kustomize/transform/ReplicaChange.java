package dev.plumbline.rendering.kustomize.transform;

import dev.plumbline.rendering.kustomize.config.Kustomization.ReplicaCount;
import dev.plumbline.rendering.kustomize.resource.FieldSpec;
import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.FieldWalk;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.ScalarStyle;
import dev.plumbline.rendering.yaml.Tag;

/// Sets the number of replicas of the objects that have, or ever had, a name.
public record ReplicaChange(ReplicaCount replica, FieldSpecs fields) implements Transformation {

    @Override
    public void apply(ResourceSet resources) {
        boolean found = false;
        for (FieldSpec spec : fields.specs()) {
            for (Resource resource : resources.matchingAnyId(
                    id -> id.name().equals(replica.name()) && id.gvk().isSelectedBy(spec.gvk()))) {
                found = true;
                FieldWalk.visit(resource, spec, FieldWalk.Missing.SCALAR, value -> count(resource, spec, value));
            }
        }
        if (!found) {
            throw new KustomizeProblem("replicas: no resource with name " + replica.name()
                    + " among the kinds that have replicas", replica.position());
        }
    }

    private Node count(Resource resource, FieldSpec spec, Node value) {
        if (!(value instanceof Scalar)) {
            throw new KustomizeProblem(resource.title() + ": " + spec.pathText() + " must be a number, is "
                    + Node.kindName(value), resource.origin());
        }
        return Mapping.replacement(value,
                new Scalar(Tag.INT, String.valueOf(replica.count()), ScalarStyle.PLAIN));
    }
}
