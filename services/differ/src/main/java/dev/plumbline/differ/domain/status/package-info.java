/// Where an Application stands, folded from all that is known of it.
@NullMarked
package dev.plumbline.differ.domain.status;

import org.jspecify.annotations.NullMarked;
