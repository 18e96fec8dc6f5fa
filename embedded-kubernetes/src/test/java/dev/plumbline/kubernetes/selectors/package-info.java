/// Tests of label and field selectors.
@NullMarked
package dev.plumbline.kubernetes.selectors;

import org.jspecify.annotations.NullMarked;
