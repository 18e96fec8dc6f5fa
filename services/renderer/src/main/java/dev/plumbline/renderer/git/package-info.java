/// Commits fetched from git-watcher's mirrors, read without a checkout.
@NullMarked
package dev.plumbline.renderer.git;

import org.jspecify.annotations.NullMarked;
