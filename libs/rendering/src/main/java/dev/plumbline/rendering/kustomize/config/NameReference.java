package dev.plumbline.rendering.kustomize.config;

import java.util.Comparator;

import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.Gvk;
import dev.plumbline.rendering.kustomize.resource.KindOrder;

/// The fields of other objects that hold the names of objects of one kind.
public record NameReference(Gvk target, FieldSpecs referrers) {
    static final Comparator<NameReference> BY_TARGET = Comparator.comparing(NameReference::target, KindOrder.BY_KIND);
}
