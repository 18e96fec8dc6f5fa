/// Tests of the package without any other process.
@NullMarked
package dev.plumbline.audit.domain.archive;

import org.jspecify.annotations.NullMarked;
