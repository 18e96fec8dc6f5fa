package dev.plumbline.rendering.kustomize.transform;

import dev.plumbline.rendering.kustomize.resource.ResourceSet;

/// A change of a set of resources.
@FunctionalInterface
public interface Transformation {

    /// @throws dev.plumbline.rendering.kustomize.resource.KustomizeProblem when it cannot be made
    void apply(ResourceSet resources);
}
