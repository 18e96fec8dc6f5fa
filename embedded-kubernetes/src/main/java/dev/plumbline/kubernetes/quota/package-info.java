/// How much of a ResourceQuota an object uses, for those who enforce it and for those who count.
@NullMarked
package dev.plumbline.kubernetes.quota;

import org.jspecify.annotations.NullMarked;
