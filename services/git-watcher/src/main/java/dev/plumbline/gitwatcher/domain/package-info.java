/// Which refs are watched, what is said of a commit, when a repository is read again and what is then emitted.
@NullMarked
package dev.plumbline.gitwatcher.domain;

import org.jspecify.annotations.NullMarked;
