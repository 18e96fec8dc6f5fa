/// What is special about each Kubernetes kind: defaults, validation, what an update may change, and its table columns.
@NullMarked
package dev.plumbline.kubernetes.kinds;

import org.jspecify.annotations.NullMarked;
