/// The server as seen from inside its process: the same requests as over HTTP, without the wire.
@NullMarked
package dev.plumbline.kubernetes.client;

import org.jspecify.annotations.NullMarked;
