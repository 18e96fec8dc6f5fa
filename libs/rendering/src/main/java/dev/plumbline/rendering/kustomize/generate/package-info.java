/// The ConfigMaps and Secrets that a kustomization generates, and the hashes in their names.
@NullMarked
package dev.plumbline.rendering.kustomize.generate;

import org.jspecify.annotations.NullMarked;
