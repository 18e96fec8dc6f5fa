/// The changes that a kustomization makes to its resources: one class per directive, each on a whole set.
@NullMarked
package dev.plumbline.rendering.kustomize.transform;

import org.jspecify.annotations.NullMarked;
