/// The command line: what `./plumbline` runs once a JDK is found and everything is built.
@NullMarked
package dev.plumbline.cli;

import org.jspecify.annotations.NullMarked;
