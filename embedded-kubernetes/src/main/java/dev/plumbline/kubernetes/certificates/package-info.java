/// The server's own certificate authority and its serving certificate.
@NullMarked
package dev.plumbline.kubernetes.certificates;

import org.jspecify.annotations.NullMarked;
