/// Executes plans on a cluster and says what each operation did.
@NullMarked
package dev.plumbline.applier;

import org.jspecify.annotations.NullMarked;
