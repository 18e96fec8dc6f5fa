/// What requests do: the rules of reading, writing, deleting and watching that hold for all kinds.
@NullMarked
package dev.plumbline.kubernetes.requests;

import org.jspecify.annotations.NullMarked;
