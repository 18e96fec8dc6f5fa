/// Tests of the command line.
@NullMarked
package dev.plumbline.cli.demo;

import org.jspecify.annotations.NullMarked;
