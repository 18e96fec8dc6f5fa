/// A Kubernetes API in one process, true to managedFields.
@NullMarked
package dev.plumbline.kubernetes;

import org.jspecify.annotations.NullMarked;
