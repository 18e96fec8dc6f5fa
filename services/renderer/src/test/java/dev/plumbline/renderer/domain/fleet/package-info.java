@NullMarked
package dev.plumbline.renderer.domain.fleet;

import org.jspecify.annotations.NullMarked;
