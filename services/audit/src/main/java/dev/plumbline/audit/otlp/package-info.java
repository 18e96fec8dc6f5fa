/// OpenTelemetry's protocol: spans for a collector.
@NullMarked
package dev.plumbline.audit.otlp;

import org.jspecify.annotations.NullMarked;
