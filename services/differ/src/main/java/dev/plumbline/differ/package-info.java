/// The brain: compares desired, applied and live, and says what to do next and where every Application stands.
@NullMarked
package dev.plumbline.differ;

import org.jspecify.annotations.NullMarked;
