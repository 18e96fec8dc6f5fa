/// The cluster, only looked at: lists, watches, and single questions. Nothing here writes.
@NullMarked
package dev.plumbline.differ.kubernetes;

import org.jspecify.annotations.NullMarked;
