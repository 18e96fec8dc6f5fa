/// HTTP: the public API under `/api/v1`, its problems, and who may use it.
@NullMarked
package dev.plumbline.audit.http;

import org.jspecify.annotations.NullMarked;
