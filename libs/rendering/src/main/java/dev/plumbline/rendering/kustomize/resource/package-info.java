/// Resources as kustomize sees them while it builds: their ids now and before each renaming, the set they form, and the
/// field paths by which transformations reach into them.
@NullMarked
package dev.plumbline.rendering.kustomize.resource;

import org.jspecify.annotations.NullMarked;
