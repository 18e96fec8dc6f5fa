/// The Common Expression Language, as far as the validation rules of CustomResourceDefinitions use it.
@NullMarked
package dev.plumbline.kubernetes.cel;

import org.jspecify.annotations.NullMarked;
