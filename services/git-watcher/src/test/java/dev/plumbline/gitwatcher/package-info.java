@NullMarked
package dev.plumbline.gitwatcher;

import org.jspecify.annotations.NullMarked;
