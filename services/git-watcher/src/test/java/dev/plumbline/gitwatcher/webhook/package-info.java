@NullMarked
package dev.plumbline.gitwatcher.webhook;

import org.jspecify.annotations.NullMarked;
