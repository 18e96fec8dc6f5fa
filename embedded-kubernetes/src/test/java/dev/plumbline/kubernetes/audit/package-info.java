/// What is told to an audit webhook.
@NullMarked
package dev.plumbline.kubernetes.audit;

import org.jspecify.annotations.NullMarked;
