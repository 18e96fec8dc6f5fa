/// Tests of the Pod Security Standards.
@NullMarked
package dev.plumbline.kubernetes.podsecurity;

import org.jspecify.annotations.NullMarked;
