@NullMarked
package dev.plumbline.renderer.domain;

import org.jspecify.annotations.NullMarked;
