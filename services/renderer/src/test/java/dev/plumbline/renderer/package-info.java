@NullMarked
package dev.plumbline.renderer;

import org.jspecify.annotations.NullMarked;
