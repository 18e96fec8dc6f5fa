/// What a person reads in the terminal.
@NullMarked
package dev.plumbline.cli.terminal;

import org.jspecify.annotations.NullMarked;
