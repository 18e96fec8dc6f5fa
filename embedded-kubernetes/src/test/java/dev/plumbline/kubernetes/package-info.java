/// The command line of the server.
@NullMarked
package dev.plumbline.kubernetes;

import org.jspecify.annotations.NullMarked;
