/// What a kustomization file says, read strictly and typed, and the field specs by which its directives work.
@NullMarked
package dev.plumbline.rendering.kustomize.config;

import org.jspecify.annotations.NullMarked;
