/// Plans in; changes and applied records out.
@NullMarked
package dev.plumbline.applier.kafka;

import org.jspecify.annotations.NullMarked;
