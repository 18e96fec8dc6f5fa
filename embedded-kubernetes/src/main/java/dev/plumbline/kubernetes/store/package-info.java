/// Objects in memory and in an append-only log: one order of changes for all, consistent reads, bounded history.
@NullMarked
package dev.plumbline.kubernetes.store;

import org.jspecify.annotations.NullMarked;
