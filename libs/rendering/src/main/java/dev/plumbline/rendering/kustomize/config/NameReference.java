package dev.plumbline.rendering.kustomize.config;

import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.Gvk;

/// The fields of other objects that hold the names of objects of one kind.
public record NameReference(Gvk target, FieldSpecs referrers) {
}
