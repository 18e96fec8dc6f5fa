/// The topics: which partitions are ours, what comes in, and the loop that writes what follows.
@NullMarked
package dev.plumbline.differ.kafka;

import org.jspecify.annotations.NullMarked;
