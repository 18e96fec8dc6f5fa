/// The mirrors, served read-only over Git's smart HTTP protocol, and the service's readiness.
@NullMarked
package dev.plumbline.gitwatcher.http;

import org.jspecify.annotations.NullMarked;
