/// The Pod Security Standards: which Pods the levels `privileged`, `baseline` and `restricted` allow.
@NullMarked
package dev.plumbline.kubernetes.podsecurity;

import org.jspecify.annotations.NullMarked;
