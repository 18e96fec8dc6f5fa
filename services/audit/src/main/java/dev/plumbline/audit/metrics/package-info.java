/// Micrometer: what the recorded events say, counted and timed.
@NullMarked
package dev.plumbline.audit.metrics;

import org.jspecify.annotations.NullMarked;
