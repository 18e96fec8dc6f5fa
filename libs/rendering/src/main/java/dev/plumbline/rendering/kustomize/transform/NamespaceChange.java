package dev.plumbline.rendering.kustomize.transform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

/// Puts objects into a namespace: all but those of kinds known to have none.
///
/// @param unsetOnly whether a namespace that is there stays
/// @param subjects  which subjects of role bindings follow
public record NamespaceChange(String namespace, FieldSpecs fields, boolean unsetOnly, Subjects subjects)
        implements
            Transformation {
    private static final FieldSpec METADATA = FieldSpec.of(Gvk.ANY, "metadata/namespace", true);
    private static final Set<String> BINDINGS = Set.of("RoleBinding", "ClusterRoleBinding");

    /// The subjects of role bindings that get the namespace.
    public enum Subjects {
        NAMED_DEFAULT, ALL_SERVICE_ACCOUNTS, NONE
    }

    @Override
    public void apply(ResourceSet set) {
        if (namespace.isEmpty()) {
            return;
        }
        List<Resource> resources = set.resources();
        Map<ResId, Resource> byId = new HashMap<>();
        for (Resource resource : resources) {
            if (!resource.isGone()) {
                resource.rememberId();
                change(resource);
            }
            Resource other = byId.put(resource.id().identity(), resource);
            if (other != null) {
                throw new KustomizeProblem(
                        "namespace transformation produces ID conflict: " + resource.title() + " and "
                                + other + " become the same",
                        resource.origin());
            }
        }
    }

    private void change(Resource resource) {
        if (!resource.id().clusterScoped()) {
            FieldWalk.visit(resource, METADATA, FieldWalk.Missing.SCALAR, found -> inNamespace(resource, found));
        }
        boolean binding = BINDINGS.contains(resource.kind());
        if (binding) {
            changeSubjects(resource);
        }
        boolean core = resource.apiVersion().equals("v1");
        for (FieldSpec spec : fields.specs()) {
            String path = spec.pathText();
            boolean ofSubjects = binding && BINDINGS.contains(spec.gvk().kind()) && path.equals("subjects/namespace");
            boolean ofOtherGroup = path.equals("metadata/name") && !core;
            if (!path.equals("metadata/namespace") && !ofSubjects && !ofOtherGroup) {
                FieldWalk.visit(resource, spec, FieldWalk.Missing.SCALAR, found -> inNamespace(resource, found));
            }
        }
    }

    private Node inNamespace(Resource resource, Node found) {
        if (!(found instanceof Scalar)) {
            throw new KustomizeProblem(resource.title() + ": namespace field specs must target single values, found "
                    + Node.kindName(found), resource.origin());
        }
        boolean set = !Node.isNull(found) && !Node.text(found).isEmpty();
        return unsetOnly && set ? found : Mapping.replacement(found, Scalar.string(namespace));
    }

    private void changeSubjects(Resource resource) {
        resource.list("subjects").ifPresent(list -> {
            for (Node item : list.items()) {
                if (!(item instanceof Mapping subject)) {
                    throw new KustomizeProblem(resource.title() + ": a subject must be a mapping, is "
                            + Node.kindName(item), resource.origin());
                }
                if (follows(subject)) {
                    Node present = subject.get("namespace");
                    Node current = present == null ? Scalar.untyped("") : present;
                    subject.set("namespace", inNamespace(resource, current));
                }
            }
        });
    }

    private boolean follows(Mapping subject) {
        return switch (subjects) {
            case NAMED_DEFAULT -> subject.text("name").equals("default");
            case ALL_SERVICE_ACCOUNTS -> subject.text("kind").equals("ServiceAccount");
            case NONE -> false;
        };
    }
}
