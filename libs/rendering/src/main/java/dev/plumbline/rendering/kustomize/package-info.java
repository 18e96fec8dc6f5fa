/// Builds a kustomization as the tool kustomize 5.8.1 does, in this process: accumulation of resources through bases
/// and components, transformations in the tool's order, hashes, references, and the order of the output.
@NullMarked
package dev.plumbline.rendering.kustomize;

import org.jspecify.annotations.NullMarked;
