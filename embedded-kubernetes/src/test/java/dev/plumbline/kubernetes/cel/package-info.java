/// Rules as definitions in the wild write them.
@NullMarked
package dev.plumbline.kubernetes.cel;

import org.jspecify.annotations.NullMarked;
