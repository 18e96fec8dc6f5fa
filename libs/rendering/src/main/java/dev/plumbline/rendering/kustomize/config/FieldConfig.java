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

    /// These fields and those of `more` that are not among them, sorted by kind.
    public FieldConfig merge(FieldConfig more) {
        return new FieldConfig(namePrefix.merge(more.namePrefix).sorted(), nameSuffix.merge(more.nameSuffix).sorted(),
                namespace.merge(more.namespace).sorted(), commonLabels.merge(more.commonLabels).sorted(),
                labels.merge(more.labels).sorted(), templateLabels.merge(more.templateLabels).sorted(),
                commonAnnotations.merge(more.commonAnnotations).sorted(), mergeReferences(more.nameReferences),
                varReference.merge(more.varReference).sorted(), images.merge(more.images).sorted(),
                replicas.merge(more.replicas).sorted());
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
        merged.sort(NameReference.BY_TARGET);
        return merged;
    }
}
