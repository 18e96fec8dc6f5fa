/// Turns commits into the desired state of Applications: how the service is put together and configured.
@NullMarked
package dev.plumbline.renderer;

import org.jspecify.annotations.NullMarked;
