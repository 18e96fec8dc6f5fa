/// Tests of the package without any other process.
@NullMarked
package dev.plumbline.audit.http.console;

import org.jspecify.annotations.NullMarked;
