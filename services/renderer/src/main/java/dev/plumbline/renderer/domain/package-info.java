/// What a commit affects, what a render's output must satisfy, and what is then published.
@NullMarked
package dev.plumbline.renderer.domain;

import org.jspecify.annotations.NullMarked;
