/// Tests of the supervisor with processes of the shell.
@NullMarked
package dev.plumbline.local.supervisor;

import org.jspecify.annotations.NullMarked;
