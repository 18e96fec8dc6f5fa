/// The service's readiness.
@NullMarked
package dev.plumbline.renderer.http;

import org.jspecify.annotations.NullMarked;
