/// Tests of the Git host against the git command.
@NullMarked
package dev.plumbline.local.git;

import org.jspecify.annotations.NullMarked;
