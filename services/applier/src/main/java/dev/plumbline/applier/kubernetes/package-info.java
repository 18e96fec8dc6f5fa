/// The conversation with the Kubernetes API.
@NullMarked
package dev.plumbline.applier.kubernetes;

import org.jspecify.annotations.NullMarked;
