/// Definitions, their schemas and names.
@NullMarked
package dev.plumbline.kubernetes.crd;

import org.jspecify.annotations.NullMarked;
