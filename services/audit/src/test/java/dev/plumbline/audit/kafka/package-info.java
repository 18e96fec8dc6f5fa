/// Tests of the package without any other process.
@NullMarked
package dev.plumbline.audit.kafka;

import org.jspecify.annotations.NullMarked;
