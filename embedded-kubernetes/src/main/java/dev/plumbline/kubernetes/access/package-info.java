/// Who asks and what they may do: tokens, users, RBAC and the reviews that ask about it.
@NullMarked
package dev.plumbline.kubernetes.access;

import org.jspecify.annotations.NullMarked;
