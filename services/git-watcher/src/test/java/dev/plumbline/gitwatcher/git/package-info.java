@NullMarked
package dev.plumbline.gitwatcher.git;

import org.jspecify.annotations.NullMarked;
