/// The fleet's documents: what they declare, what is wrong with them, what follows.
@NullMarked
package dev.plumbline.renderer.domain.fleet;

import org.jspecify.annotations.NullMarked;
