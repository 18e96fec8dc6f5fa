/// The three patch formats of the Kubernetes API as pure functions on JSON trees.
@NullMarked
package dev.plumbline.kubernetes.patch;

import org.jspecify.annotations.NullMarked;
