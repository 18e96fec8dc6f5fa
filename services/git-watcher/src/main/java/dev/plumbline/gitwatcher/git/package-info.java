/// Git hosts and the bare mirrors of their repositories, by JGit.
@NullMarked
package dev.plumbline.gitwatcher.git;

import org.jspecify.annotations.NullMarked;
