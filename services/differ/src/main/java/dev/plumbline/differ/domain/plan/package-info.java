/// The next step that brings live to desired: a pure function of what is known of one Application.
@NullMarked
package dev.plumbline.differ.domain.plan;

import org.jspecify.annotations.NullMarked;
