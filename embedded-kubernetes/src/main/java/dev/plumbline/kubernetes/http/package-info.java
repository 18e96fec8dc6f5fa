/// The wire: paths, headers, media types, TLS; what a client sends becomes a request, and the answer what it accepts.
@NullMarked
package dev.plumbline.kubernetes.http;

import org.jspecify.annotations.NullMarked;
