/// Plain manifests and Kustomize, by libs/rendering.
@NullMarked
package dev.plumbline.renderer.rendering;

import org.jspecify.annotations.NullMarked;
