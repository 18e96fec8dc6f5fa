@NullMarked
package dev.plumbline.gitwatcher.domain;

import org.jspecify.annotations.NullMarked;
