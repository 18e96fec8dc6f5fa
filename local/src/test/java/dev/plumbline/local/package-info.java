/// Tests of the parts, each against the real thing in a process of its own.
@NullMarked
package dev.plumbline.local;

import org.jspecify.annotations.NullMarked;
