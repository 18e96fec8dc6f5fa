/// A Kubernetes API for the time of a test class: `@EmbeddedKubernetes`.
@NullMarked
package dev.plumbline.kubernetes.junit;

import org.jspecify.annotations.NullMarked;
