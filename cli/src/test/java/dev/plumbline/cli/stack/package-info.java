/// Tests of the command line.
@NullMarked
package dev.plumbline.cli.stack;

import org.jspecify.annotations.NullMarked;
