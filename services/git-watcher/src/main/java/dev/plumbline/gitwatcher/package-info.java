/// Watches Git repositories and says what was committed: how the service is put together and configured.
@NullMarked
package dev.plumbline.gitwatcher;

import org.jspecify.annotations.NullMarked;
