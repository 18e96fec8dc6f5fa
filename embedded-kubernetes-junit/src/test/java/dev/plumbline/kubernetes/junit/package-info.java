/// What the fabric8 client does on an embedded cluster, and the extension itself.
@NullMarked
package dev.plumbline.kubernetes.junit;

import org.jspecify.annotations.NullMarked;
