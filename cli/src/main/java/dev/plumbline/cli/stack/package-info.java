/// The local stack: which processes make an installation, with which configuration, and when it is ready.
@NullMarked
package dev.plumbline.cli.stack;

import org.jspecify.annotations.NullMarked;
