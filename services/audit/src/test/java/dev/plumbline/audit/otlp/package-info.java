/// Tests of the export of spans.
@NullMarked
package dev.plumbline.audit.otlp;

import org.jspecify.annotations.NullMarked;
