/// Go's view of JSON: the types of the built-in kinds, decoding by them and what Go writes back.
@NullMarked
package dev.plumbline.kubernetes.typed;

import org.jspecify.annotations.NullMarked;
