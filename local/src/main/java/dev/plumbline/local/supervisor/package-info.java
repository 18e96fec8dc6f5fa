/// Keeps a set of processes running on one data directory, and stops them in order.
@NullMarked
package dev.plumbline.local.supervisor;

import org.jspecify.annotations.NullMarked;
