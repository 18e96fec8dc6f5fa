/// Measures a whole installation from outside, as its users feel it.
@NullMarked
package dev.plumbline.bench;

import org.jspecify.annotations.NullMarked;
