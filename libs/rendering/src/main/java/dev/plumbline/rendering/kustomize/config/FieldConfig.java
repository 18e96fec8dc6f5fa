package dev.plumbline.rendering.kustomize.config;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.rendering.kustomize.resource.FieldSpecs;

/// The fields that each directive reaches into: kustomize's transformer configuration.
public record FieldConfig(FieldSpecs namePrefix, FieldSpecs nameSuffix, FieldSpecs namespace, FieldSpecs commonLabels,
        FieldSpecs labels, FieldSpecs templateLabels, FieldSpecs commonAnnotations,
        List<NameReference> nameReferences, FieldSpecs varReference, FieldSpecs images, FieldSpecs replicas) {
    public static final FieldConfig EMPTY = new FieldConfig(FieldSpecs.NONE, FieldSpecs.NONE, FieldSpecs.NONE,
            FieldSpecs.NONE, FieldSpecs.NONE, FieldSpecs.NONE, FieldSpecs.NONE, List.of(), FieldSpecs.NONE,
            FieldSpecs.NONE, FieldSpecs.NONE);

    public FieldConfig {
        nameReferences = List.copyOf(nameReferences);
    }

    /// These fields and those of `more` that are not among them.
    @SuppressWarnings("ReferenceEquality") // only a short cut: the built-in fields are merged at every level
    public FieldConfig merge(FieldConfig more) {
        if (more == this || more == EMPTY) {
            return this;
        }
        if (this == EMPTY) {
            return more;
        }
        return new FieldConfig(namePrefix.merge(more.namePrefix), nameSuffix.merge(more.nameSuffix),
                namespace.merge(more.namespace), commonLabels.merge(more.commonLabels), labels.merge(more.labels),
                templateLabels.merge(more.templateLabels), commonAnnotations.merge(more.commonAnnotations),
                mergeReferences(more.nameReferences), varReference.merge(more.varReference),
                images.merge(more.images), replicas.merge(more.replicas));
    }

    private List<NameReference> mergeReferences(List<NameReference> more) {
        List<NameReference> merged = new ArrayList<>(nameReferences);
        for (NameReference reference : more) {
            boolean known = false;
            for (int i = 0; i < merged.size(); i++) {
                NameReference existing = merged.get(i);
                if (existing.target().equals(reference.target())) {
                    merged.set(i, new NameReference(existing.target(),
                            existing.referrers().merge(reference.referrers())));
                    known = true;
                }
            }
            if (!known) {
                merged.add(reference);
            }
        }
        return merged;
    }
}
