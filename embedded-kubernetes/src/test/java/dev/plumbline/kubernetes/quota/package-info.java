/// Tests of what objects use of quotas.
@NullMarked
package dev.plumbline.kubernetes.quota;

import org.jspecify.annotations.NullMarked;
