@NullMarked
package dev.plumbline.renderer.rendering;

import org.jspecify.annotations.NullMarked;
