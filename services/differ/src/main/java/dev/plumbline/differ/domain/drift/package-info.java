/// Whether live differs from what was applied, who did it, and the life of a drift from onset to resolution.
@NullMarked
package dev.plumbline.differ.domain.drift;

import org.jspecify.annotations.NullMarked;
