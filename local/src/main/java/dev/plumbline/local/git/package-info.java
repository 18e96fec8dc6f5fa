/// A Git host on loopback: bare repositories over smart HTTP, and a webhook after each push.
@NullMarked
package dev.plumbline.local.git;

import org.jspecify.annotations.NullMarked;
