/// What every part of the server speaks: causes, refusals and the Status bodies that they become.
@NullMarked
package dev.plumbline.kubernetes.api;

import org.jspecify.annotations.NullMarked;
