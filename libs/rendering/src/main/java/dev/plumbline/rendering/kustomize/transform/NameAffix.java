package dev.plumbline.rendering.kustomize.transform;

import java.util.List;

import dev.plumbline.rendering.kustomize.resource.FieldSpec;
import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.FieldWalk;
import dev.plumbline.rendering.kustomize.resource.Gvk;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.ResId;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;

/// Puts a text before or after names, except those of namespaces, custom resource definitions and API services.
public record NameAffix(Side side, String text, FieldSpecs fields) implements Transformation {
    private static final List<Gvk> NEVER_RENAMED = List.of(new Gvk("", "", "CustomResourceDefinition"),
            new Gvk("apiregistration.k8s.io", "", "APIService"), new Gvk("", "", "Namespace"));

    /// Where the text goes.
    public enum Side {
        PREFIX, SUFFIX
    }

    @Override
    public void apply(ResourceSet resources) {
        for (Resource resource : resources.resources()) {
            ResId original = resource.originalId();
            if (NEVER_RENAMED.stream().noneMatch(original.gvk()::isSelectedBy)) {
                for (FieldSpec spec : fields.specs()) {
                    if (original.gvk().isSelectedBy(spec.gvk())) {
                        change(resource, spec);
                    }
                }
            }
        }
    }

    private void change(Resource resource, FieldSpec spec) {
        if (spec.pathText().equals("metadata/name") && !text.isEmpty()) {
            switch (side) {
                case PREFIX -> resource.addPrefix(text);
                case SUFFIX -> resource.addSuffix(text);
            }
            resource.rememberId();
        }
        FieldWalk.visit(resource, spec, FieldWalk.Missing.SCALAR, found -> {
            if (!(found instanceof Scalar)) {
                throw new KustomizeProblem(resource.title() + ": " + spec.pathText() + " must be a single value, is "
                        + Node.kindName(found), resource.origin());
            }
            String name = Node.text(found);
            return Mapping.replacement(found, Scalar.untyped(side == Side.PREFIX ? text + name : name + text));
        });
    }
}
