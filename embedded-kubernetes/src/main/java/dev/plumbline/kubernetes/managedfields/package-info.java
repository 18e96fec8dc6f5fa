/// Who owns which field of an object: server-side apply, its conflicts, and the tracking of all other writes.
@NullMarked
package dev.plumbline.kubernetes.managedfields;

import org.jspecify.annotations.NullMarked;
