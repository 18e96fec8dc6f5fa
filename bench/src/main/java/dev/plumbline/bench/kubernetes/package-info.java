/// Measures the embedded Kubernetes API over its HTTPS port, in a process started as a user starts it.
@NullMarked
package dev.plumbline.bench.kubernetes;

import org.jspecify.annotations.NullMarked;
