/// The cluster as its watches show it: objects, who holds their fields, their health.
@NullMarked
package dev.plumbline.differ.domain.live;

import org.jspecify.annotations.NullMarked;
