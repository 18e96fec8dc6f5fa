/// The files that a rendering reads: a tree that may be a folder on disk or a commit in Git, and the record of what was
/// looked at.
@NullMarked
package dev.plumbline.rendering.source;

import org.jspecify.annotations.NullMarked;
